import { expect, test } from "../fixtures";
import { signInAs } from "../sign-in";

test.describe("figures entered by hand", () => {
  test("a figure is entered with one tap, and the page says so", async ({ page, server, axe }) => {
    await signInAs(page, server, "gestionnaire");
    await page.goto("/admin");
    await expect(page.locator("#contenu").getByRole("link", { name: "Saisie" })).toBeVisible();
    // The ways of who works here stand under the head of every page behind the sign-in.
    const ways = page.getByRole("navigation", { name: "Mon travail" });
    await expect(ways.getByRole("link", { name: "Revues" })).toHaveCount(0);
    await ways.getByRole("link", { name: "Saisie" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Saisie");
    await axe();
    const card = page.locator("#formulaires_clairs-clairval");
    await expect(card).toBeVisible();
    await card.getByText("Voir et corriger les chiffres saisis").click();
    await expect(card.getByText("trimestre").first()).toBeVisible();
    await axe();
    // Whoever ran before on this server may have entered it.
    const again = card.getByRole("button", { name: /^Comme / });
    if ((await again.count()) > 0) {
      await again.click();
      await expect(page.getByRole("status")).toHaveText("Le chiffre est enregistré.");
    }
    await expect(card.getByText(/^À jour/)).toBeVisible();
  });

  test("what is far from the figure before is asked for twice @once", async ({ page, server, axe, complaints }) => {
    complaints.expect(/422/);
    await signInAs(page, server, "dgs");
    await page.goto("/saisie");
    const card = page.locator("#agents_formes-clairval");
    await card.getByText("Voir et corriger les chiffres saisis").click();
    await card.getByLabel("Nouvelle valeur, en %").fill("4");
    await card.getByRole("button", { name: "Corriger" }).click();
    await expect(page.getByRole("alert")).toContainText("Rien n’est enregistré");
    await axe();
    const field = card.getByLabel("Nouvelle valeur, en %");
    await expect(field).toHaveValue("4");
    await field.fill("70,4");
    await card.getByRole("button", { name: "Corriger" }).click();
    await expect(page.getByRole("status")).toHaveText("Le chiffre est enregistré.");
  });
});

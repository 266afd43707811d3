import { expect, test } from "../fixtures";

const PASSWORD = "une phrase assez longue";

test.describe("subscriptions", () => {
  test("somebody subscribes with the keyboard, sees it and ends it @once", async ({
    page,
    server,
    axe,
  }) => {
    const email = `elu.abonnements.${process.pid}.${Date.now()}@ville.example`;
    server.commandWith(PASSWORD, "user", "add", "--email", email, "--name", "Dominique Petit", "--role", "elu");
    await page.goto("/abonnements");
    await page.getByLabel("Adresse électronique").fill(email);
    await page.getByLabel("Mot de passe").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Rien pour l’instant.")).toBeVisible();
    await axe();
    await page.getByLabel("Lieu, et ce qui en fait partie").selectOption("gymnase-des-tilleuls");
    await page.getByLabel("Sujet et rythme").selectOption("rapport mois");
    await page.getByRole("button", { name: "M’abonner" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("L’abonnement est noté.");
    await expect(page.getByRole("cell", { name: "Rapport PDF, le premier du mois" })).toBeVisible();
    await axe();
    await page.getByRole("button", { name: /^Arrêter/ }).click();
    await expect(page.getByText("Rien pour l’instant.")).toBeVisible();
  });

  test("everybody follows a place by its feed @once", async ({ page }) => {
    await page.goto("/lieu/gymnase-des-tilleuls");
    const way = await page.getByRole("link", { name: "Suivre les changements (Atom)" }).getAttribute("href");
    const answer = await page.request.get(way ?? "");
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toContain("application/atom+xml");
    const valid = await page.evaluate((xml) => {
      const found = new DOMParser().parseFromString(xml, "application/xml");
      return found.querySelector("parsererror") === null && found.querySelector("feed > id") !== null;
    }, await answer.text());
    expect(valid).toBe(true);
  });
});

import { type Page, expect, test } from "../fixtures";
import { signInAt } from "../sign-in";

/** No other test looks at this building, nor does the demo set this objective there. */
const PLACE = "gymnase-des-tilleuls";
const INDICATOR = "co2_t";
const PAGE = `/admin/objectifs/${INDICATOR}/${PLACE}`;

async function expectNoSidewaysMove(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
}

/** Takes the objective out again, whatever became of the test: notes of others must not move. */
async function withdraw(page: Page): Promise<void> {
  await page.goto(PAGE);
  await page.getByText("Retirer cet objectif").click();
  await page.getByLabel("Raison").fill("Fin de l’essai");
  await page.getByLabel("Référence de la décision").fill("ESSAI-3");
  await page.getByRole("button", { name: "Retirer" }).click();
  await expect(page.getByText("Le retrait est noté.")).toBeVisible();
}

test.describe("objectives", () => {
  test("one is set with a backtest, loosened, told to everybody and withdrawn @once", async ({
    page,
    server,
    axe,
    complaints,
  }) => {
    test.setTimeout(150_000);
    complaints.expect(/422/);
    await page.setViewportSize({ width: 1024, height: 768 });
    await signInAt(page, server, "admin", "/admin/objectifs");
    await page.getByRole("link", { name: "Fixer un objectif" }).click();
    await page.getByLabel("Indicateur").selectOption(INDICATOR);
    await page.getByLabel("Lieu").fill(PLACE);
    await page.getByLabel("Date de départ").fill("2019-01-01");
    await page.getByLabel("Cible").fill("beaucoup");
    await page.getByLabel("Échéance").fill("2035-12-31");
    await page.getByRole("button", { name: "Vérifier" }).click();
    const fault = page.getByRole("alert").getByRole("link", { name: /^La cible doit être un nombre/ });
    await fault.click();
    await expect(page.getByLabel("Cible")).toHaveValue("beaucoup");
    await axe();
    await page.getByLabel("Cible").fill("\u2212 40 %");
    await page.getByLabel("Direction qui en répond").fill("Direction des bâtiments");
    await page.getByLabel("Fonction de la personne").fill("responsable énergie");
    await page.getByRole("button", { name: "Vérifier" }).click();
    await expect(page.getByRole("heading", { name: "Ce que donnerait cet objectif" })).toBeInViewport();
    await expect(page.getByRole("table", { name: /Effet sur les notes/ }).getByRole("row")).toHaveCount(5);
    await page.getByText("Voir les chiffres").click();
    const figures = page.getByRole("region", { name: "Tableau des chiffres" });
    expect(await figures.getByRole("row").count()).toBeGreaterThan(30);
    await page.getByRole("button", { name: "Adopter" }).click();
    await expect(page.getByText("L’objectif est adopté")).toBeVisible();
    await expectNoSidewaysMove(page);
    try {
      await page.getByRole("link", { name: "Modifier" }).click();
      await page.getByLabel("Échéance").fill("2040-12-31");
      await page.getByRole("button", { name: "Vérifier" }).click();
      await expect(page.getByText("Objectif assoupli")).toBeVisible();
      await page.getByRole("button", { name: "Adopter" }).click();
      // The browser itself asks for what is compulsory.
      await expect(page.getByLabel("Référence de la décision")).toBeFocused();
      await page.getByLabel("Référence de la décision").fill("DEL-2026-112");
      await page.getByLabel("Raison").fill("Les travaux sont reportés");
      await page.getByRole("button", { name: "Adopter" }).click();
      await expect(page.getByText("Version 2, adoptée le")).toBeVisible();
      await page.getByRole("link", { name: "La même, publique, sur la page de méthode" }).click();
      const history = page.getByRole("listitem").filter({ hasText: "Les travaux sont reportés" });
      await expect(history).toContainText("assoupli");
      await expect(history).toContainText("DEL-2026-112");
      await expect(history).toContainText("administrateur");
      await expect(page.getByRole("main")).not.toContainText("@ville.example");
      await axe();
      await expectNoSidewaysMove(page);
    } finally {
      await withdraw(page);
    }
    await expect(page.getByText("n’est plus jugé")).toBeVisible();
    await page.goto("/admin/objectifs?etat=retires");
    await expect(page.getByRole("link", { name: /CO₂/ }).first()).toBeVisible();
  });

  test("the elected read and set nothing @ssr @once", async ({ page, server }) => {
    await signInAt(page, server, "elu", "/admin/objectifs");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Objectifs");
    await expect(page.getByRole("link", { name: "Fixer un objectif" })).toHaveCount(0);
    await page.getByLabel("Mots").fill("rien de tel");
    await page.getByRole("button", { name: "Filtrer" }).click();
    await expect(page.getByText("Aucun objectif ne répond à ce filtre.")).toBeVisible();
    await page.getByRole("link", { name: "Voir tous les objectifs" }).click();
    await page.getByRole("region", { name: "Liste des objectifs" }).getByRole("link").first().click();
    await expect(page.getByRole("heading", { name: "Histoire" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Modifier" })).toHaveCount(0);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`its pages are accessible and fit, ${colorScheme}`, async ({ page, server, axe }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await signInAt(page, server, "dgs", "/admin/objectifs");
      await axe();
      await expectNoSidewaysMove(page);
      await page.getByRole("region", { name: "Liste des objectifs" }).getByRole("link").first().click();
      await axe();
      await expectNoSidewaysMove(page);
      await page.getByRole("link", { name: "Modifier" }).click();
      await axe();
      await page.getByLabel("Échéance").fill("2060-12-31");
      await page.getByRole("button", { name: "Vérifier" }).click();
      await expect(page.getByText("Objectif assoupli")).toBeVisible();
      await axe();
      await expectNoSidewaysMove(page);
    });
  }
});

import { expect, test } from "../fixtures";
import { everyPage } from "../page-contract";

// The town lives by the clock of the machine: at night every counter is closed, and
// the page has to say so.
test.describe("where to go now", () => {
  everyPage("/accueil");

  test("names every place for the service that is chosen @ssr", async ({ page }) => {
    await page.goto("/accueil");
    const services = page.getByLabel(/^Pour quelle démarche/);
    await services.selectOption({ label: "Carte d’identité, passeport" });
    await page.getByRole("button", { name: "Voir" }).click();
    await expect(page).toHaveURL(/demarche=titres/);
    await expect(page.getByLabel(/^Pour quelle démarche/)).toHaveValue("titres");
    // One may be the answer, the others are listed; other tests add counters of their own.
    for (const place of ["hotel-de-ville", "coteaux", "gare"]) {
      await expect(page.locator(`[data-counter="accueil-${place}-titres"]`)).toHaveCount(1);
    }
    await expect(page.locator('[data-counter$="-elections"]')).toHaveCount(0);
    const said = await page.locator(".welcome__now").innerText();
    expect(said).toMatch(/min|Fermé|guichet est libre|Dernier ticket|Inconnue/);
  });

  test("never announces a wait where it is closed @ssr", async ({ page }) => {
    await page.goto("/accueil?demarche=titres");
    for (const line of await page.locator(".welcome__other").all()) {
      const text = await line.innerText();
      if (/Fermé/.test(text)) {
        expect(text).not.toMatch(/\d+\s*min/);
        expect(text).toMatch(/ouvre|fermé/);
      }
    }
  });

  test("shows a usual day of the place that is chosen @ssr", async ({ page }) => {
    await page.goto("/accueil?demarche=titres");
    const places = page.getByRole("navigation", { name: "Voir la journée d’un autre lieu" });
    const other = places.locator("a:not([aria-current])").first();
    const name = await other.innerText();
    await other.click();
    await expect(page).toHaveURL(/lieu=/);
    await expect(page.locator(".welcome__more .section-title").first()).toContainText(name);
  });

  test("has a chart whose words are neither small nor large @once", async ({ page }) => {
    // Counters of other tests give other services, and have no usual day.
    await page.goto("/accueil?demarche=elections");
    for (const width of [390, 768, 899, 1024, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const sizes = await page.locator(".welcome .chart-reader .chart:visible").evaluateAll((charts) =>
        charts.map((chart) => {
          const drawn = chart.getBoundingClientRect().width;
          return (14 * drawn) / Number(chart.getAttribute("viewBox")?.split(" ")[2]);
        }),
      );
      expect(sizes, `at ${width}`).toHaveLength(1);
      expect(sizes[0], `at ${width}`).toBeGreaterThanOrEqual(13.5);
      expect(sizes[0], `at ${width}`).toBeLessThanOrEqual(18);
    }
  });

  test("says whether the promise is kept @ssr", async ({ page }) => {
    await page.goto("/accueil");
    await expect(page.getByText(/personnes sur 100/)).toBeVisible();
    await expect(page.getByText(/La ville en promet 80/)).toBeVisible();
  });
});

test.describe("the reception of a place", () => {
  everyPage("/lieu/hotel-de-ville/accueil");

  test("shows when one waits, how long, and what was promised @ssr", async ({ page }) => {
    await page.goto("/lieu/hotel-de-ville/accueil");
    await expect(page.getByText(/^On attend le plus/).first()).toBeVisible();
    await expect(page.locator(".c-heat-map").first()).toBeAttached();
    await expect(page.locator(".c-columns").first()).toBeAttached();
    await expect(page.getByRole("heading", { name: "Services Publics +" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "QualiVille" })).toBeVisible();
  });

  test("says it whole: no word of the key is cut, minutes are written one way @ssr", async ({ page }) => {
    await page.goto("/lieu/hotel-de-ville/accueil");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Hôtel de ville\u202f: /);
    const key = await page.locator(".narrow .c-heat-map").first().evaluate((chart) => chart.textContent);
    expect(key).not.toContain("…");
    expect(await page.getByRole("main").innerText()).not.toMatch(/\d,\d\u202fmin/);
  });

  test("leads to its counters and stops there @ssr", async ({ page }) => {
    await page.goto("/lieu/hotel-de-ville/accueil");
    const rows = page.getByRole("region", { name: "Lieu par lieu" }).locator("tbody tr");
    await expect(rows).toHaveCount(5);
    await rows.first().getByRole("link").click();
    await expect(page).toHaveURL(/\/lieu\/accueil-hotel-de-ville-[a-z-]+\/accueil$/);
    await expect(page.getByRole("main")).not.toContainText(/Guichet \d/);
  });
});

test.describe("the theme of reception", () => {
  everyPage("/theme/accueil");

  test("is recomputed by the browser down to its counters", async ({ page }) => {
    await page.goto("/lieu/clairval/calcul/accueil");
    await expect(page.getByText(/Calcul refait par votre navigateur.*même résultat/)).toBeVisible();
    await expect(page.getByText(/Voir les \d+ points d’accueil/).first()).toBeVisible();
  });
});

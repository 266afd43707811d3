import { expect, test } from "../fixtures";
import { everyPage, find } from "../page-contract";

const place = { from: "/theme/energie", link: /^\/lieu\// };

test.describe("a place", () => {
  everyPage(place);

  test("is named in its heading and its title @ssr", async ({ page, server }) => {
    await page.goto(await find(server, place));
    const name = await page.getByRole("heading", { level: 1 }).innerText();
    await expect(page).toHaveTitle(new RegExp(name.slice(0, 12).replace(/[^\p{L} ]/gu, ".")));
  });

  test("that does not exist is said not to exist @once", async ({ request }) => {
    const answer = await request.get("/lieu/nulle-part");
    expect(answer.status()).toBe(404);
    expect(await answer.text()).toContain("<h1");
  });

  test("shows its alerts on its curve and on its week, in words @ssr", async ({ page }) => {
    await page.goto("/lieu/elec-maison-de-quartier-de-la-gare");
    for (const kind of [".c-load-curve", ".c-heat-map"]) {
      const drawing = page.locator(kind).filter({ visible: true });
      await expect(drawing).toContainText(/alerte\u202f: changement d’échelle/i);
    }
    const figures = page.locator(".chart-figure:has(.c-load-curve) .figures");
    await figures.locator("summary").click();
    await expect(figures.getByRole("columnheader", { name: "En alerte" })).toBeVisible();
  });

  test("with works and alerts is accessible", async ({ page, axe }) => {
    for (const address of ["/lieu/ecole-jean-zay", "/lieu/elec-maison-de-quartier-de-la-gare"]) {
      await page.goto(address);
      await axe();
    }
  });

  test("gives all its fluids as one file @ssr", async ({ page, request }) => {
    await page.goto("/lieu/ecole-louise-michel");
    const link = page.getByRole("link", { name: "par mois" });
    const answer = await request.get((await link.getAttribute("href")) ?? "");
    expect(answer.headers()["content-type"]).toContain("text/csv");
    const lines = (await answer.text()).trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/^mois,electricity_kWh,electricity_completude,.*temperature_C$/);
    expect(lines).toHaveLength(13);
  });

  test("refuses a file of what it does not know @once", async ({ request }) => {
    expect((await request.get("/lieu/ecole-louise-michel/donnees.csv?pas=heure")).status()).toBe(400);
    expect((await request.get("/lieu/ecole-louise-michel/donnees.csv?au=hier")).status()).toBe(400);
    expect((await request.get("/lieu/clairval/donnees.csv")).status()).toBe(404);
  });

  test("shows gas once, with its volume beside @ssr", async ({ page }) => {
    await page.goto("/lieu/ecole-emile-zola");
    await expect(page.locator(".fluid--gas")).toHaveCount(1);
    await expect(page.locator(".fluid--gas_volume")).toHaveCount(0);
    await expect(page.locator(".fluid--gas .fluid__also")).toContainText("m³ relevés");
  });
});

test.describe("a building with sub-meters", () => {
  test("says where its electricity goes, and how it is run @ssr", async ({ page }) => {
    await page.goto("/lieu/hotel-de-ville");
    const where = page.locator("section", { has: page.getByRole("heading", { name: "Où elle passe" }) });
    await expect(where).toContainText(/Électricité\s: les sous-compteurs disent où passent \d+\s% du total/);
    await expect(where.getByText("Sans sous-compteur")).toBeVisible();
    const shares = await where.locator("strong").allTextContents();
    const sum = shares.map((share) => Number.parseInt(share, 10)).reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - 100), shares.join(" ")).toBeLessThanOrEqual(2);
    await where.getByRole("link", { name: /serveurs/ }).click();
    await expect(page).toHaveURL(/\/lieu\/elec-hotel-de-ville-/);
    await page.goBack();
    await expect(page.getByText("Fermé / ouvert")).toBeVisible();
    await expect(page.getByText("Week-end / semaine")).toBeVisible();
  });
});

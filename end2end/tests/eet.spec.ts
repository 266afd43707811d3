import { expect, test } from "../fixtures";
import { everyPage } from "../page-contract";

const page = "/energie/eco-energie-tertiaire";

test.describe("the liable sites", () => {
  everyPage(page);

  test("lead to one site and back @ssr", async ({ page: tab }) => {
    await tab.goto(page);
    const first = tab.getByRole("main").locator(".eet-list__name").first();
    const name = (await first.textContent()) ?? "";
    await first.click();
    await expect(tab).toHaveURL(/[?]site=/);
    await expect(tab.getByRole("heading", { level: 1 })).toContainText(name);
    await expect(tab.getByRole("table", { name: "Objectifs de chaque décennie" })).toBeVisible();
    await tab.getByRole("link", { name: "Tous les bâtiments assujettis" }).click();
    await expect(tab.locator(".eet-list__name").first()).toBeVisible();
  });

  test("can be declared from a file @once", async ({ page: tab, server }) => {
    await tab.goto(page);
    const link = tab.getByRole("link", { name: /^Fichier de l’année/ }).first();
    const answer = await fetch(server.url((await link.getAttribute("href")) ?? ""));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [header = "", ...rows] = (await answer.text()).trim().split("\r\n");
    expect(header).toMatch(/^annee,site,nom,categorie,surface_m2,/);
    expect(rows.length).toBeGreaterThan(0);
    const cells = (row: string) => row.replace(/"([^"]|"")*"/g, "").split(",").length;
    for (const row of rows) {
      expect(cells(row), row).toBe(cells(header));
    }
  });
});

test.describe("one liable site", () => {
  everyPage({ from: page, link: /[?]site=/ });
});

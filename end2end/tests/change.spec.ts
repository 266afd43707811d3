import { expect, test } from "../fixtures";
import { everyPage } from "../page-contract";

/** « −0,0412 » in ten-thousandths. */
function points(text: string): number {
  const plain = text.replace("\u2212", "-").replace("+", "").replace(",", ".").trim();
  return Math.round(Number(plain) * 10_000);
}

test.describe("why a note changed", () => {
  everyPage("/lieu/clairval/pourquoi");

  test("is one link away from the note @ssr", async ({ page }) => {
    await page.goto("/lieu/clairval/calcul/energie");
    await page.getByRole("main").getByRole("link", { name: "Pourquoi elle a changé" }).click();
    await expect(page).toHaveURL(/\/lieu\/clairval\/pourquoi\/energie/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pourquoi la note a changé");
  });

  test("adds up in every table, since any day @once", async ({ page, request }) => {
    for (const since of ["Hier", "7 jours", "Un an"]) {
      await page.goto("/lieu/clairval/pourquoi/energie");
      await page.getByRole("navigation", { name: "Depuis quand" }).getByRole("link", { name: since }).click();
      await expect(page).toHaveURL(/depuis=/);
      for (const table of await page.locator(".change__parts").all()) {
        const cells = await table.locator(".change__points").allInnerTexts();
        const all = cells.map(points);
        const total = all.pop();
        expect(all.reduce((a, b) => a + b, 0), `${since}: ${cells.join(" ")}`).toBe(total);
      }
    }
    const from = new URL(page.url()).searchParams.get("depuis");
    const answer = await request.get(`/api/v1/scores/clairval/energie/change?from=${from}`);
    const change = (await answer.json()) as { before: number; after: number; lines: { points: number }[] };
    const sum = change.lines.reduce((all, line) => all + line.points, 0);
    expect(sum).toBe(change.after - change.before);
  });

  test("is asked for by keyboard alone @once", async ({ page }) => {
    await page.goto("/lieu/clairval/pourquoi");
    const day = page.getByLabel("Depuis la fin du");
    await day.fill("2026-01-31");
    await day.press("Enter");
    await expect(page).toHaveURL(/depuis=2026-01-31/);
    await expect(page.getByText(/^Depuis le samedi 31 janvier 2026/)).toBeVisible();
  });

  test("refuses a day that is not one @once", async ({ request }) => {
    const answer = await request.get("/api/v1/scores/clairval/energie/change?from=hier");
    expect(answer.status()).toBe(400);
    const later = await request.get("/api/v1/scores/clairval/energie/change?from=2100-01-01");
    expect(later.status()).toBe(400);
  });
});

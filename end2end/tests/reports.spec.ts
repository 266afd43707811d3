import { expect, test } from "../fixtures";

const PLACE = "/lieu/gymnase-des-tilleuls";

test.describe("reports and tables", () => {
  test("a place, a theme and the town are PDF files one link away @once", async ({ page, axe }) => {
    for (const [address, link] of [
      [PLACE, "Rapport PDF"],
      ["/theme/energie", "Rapport PDF"],
      ["/", "Rapport au conseil (PDF)"],
    ] as const) {
      await page.goto(address);
      const way = await page.getByRole("link", { name: link }).getAttribute("href");
      const answer = await page.request.get(way ?? "");
      expect(answer.status(), way ?? "").toBe(200);
      expect(answer.headers()["content-type"]).toBe("application/pdf");
      expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
      const again = await page.request.get(way ?? "", {
        headers: { "if-none-match": answer.headers()["etag"] ?? "" },
      });
      expect([200, 304]).toContain(again.status());
    }
    await page.goto(PLACE);
    await axe();
  });

  test("the figures of a chart are a file beside it @once", async ({ page, axe }) => {
    await page.goto(PLACE);
    const figures = page.locator("details.figures").first();
    await figures.locator("summary").click();
    await axe();
    const started = page.waitForEvent("download");
    await figures.getByRole("link", { name: /^CSV/ }).click();
    expect((await started).suggestedFilename()).toMatch(/\.csv$/);
    const way = await figures.getByRole("link", { name: /^XLSX/ }).getAttribute("href");
    const book = await page.request.get(way ?? "");
    expect(book.status()).toBe(200);
    expect((await book.body()).subarray(0, 2).toString()).toBe("PK");
  });
});

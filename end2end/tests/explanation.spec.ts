import { expect, test } from "../fixtures";

test.describe("an explanation", () => {
  for (const path of [
    "/lieu/clairval/calcul/energie",
    "/lieu/ecole-louise-michel/calcul/energie",
    // With a distribution and counts by fives.
    "/lieu/clairval/calcul/accueil",
    "/lieu/mairie-annexe-du-canal/calcul/accueil",
  ]) {
    test(`adds up on ${path} @once`, async ({ page, request }) => {
      await page.goto(path, { waitUntil: "networkidle" });
      // The browser ran the same arithmetic, and got the same digits.
      await expect(page.locator("[data-recomputed]").first()).toHaveAttribute(
        "data-recomputed",
        "ok",
      );
      const [, , place, , theme] = path.split("/");
      const answer = await request.get(`/api/v1/scores/${place}/${theme}/explanation`);
      const explanation = (await answer.json()) as {
        known: number;
        rows: { outcome: { points?: number } }[];
      };
      const points = explanation.rows.map((row) => row.outcome.points ?? 0);
      expect(points.reduce((a, b) => a + b, 0)).toBe(explanation.known);
      const shown = (explanation.known / 10_000).toFixed(4).replace(".", ",");
      await expect(page.getByRole("main")).toContainText(shown);
    });
  }

  test("can be read at every width without moving sideways @once", async ({ page }) => {
    await page.goto("/lieu/clairval/calcul/energie");
    for (const width of [320, 390, 760, 900, 960, 1024, 1101, 1200, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const content = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(content, `width of the content in a window of ${width}`).toBeLessThanOrEqual(width);
    }
  });

  test("is accessible @once", async ({ page, axe }) => {
    await page.goto("/lieu/clairval/calcul/energie", { waitUntil: "networkidle" });
    await axe();
  });
});

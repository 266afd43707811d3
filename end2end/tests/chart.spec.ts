import { expect, test } from "../fixtures";

test.describe("a chart", () => {
  test("is read stop by stop with the keyboard @once", async ({ page }) => {
    await page.goto("/lieu/ecole-louise-michel", { waitUntil: "networkidle" });
    const reader = page.getByRole("slider").first();
    await reader.focus();
    const first = await reader.getAttribute("aria-valuetext");
    expect(first).toMatch(/\d/);
    await page.keyboard.press("ArrowRight");
    await expect(reader).not.toHaveAttribute("aria-valuetext", first ?? "");
    await page.keyboard.press("End");
    await expect(reader).toHaveAttribute(
      "aria-valuenow",
      (await reader.getAttribute("aria-valuemax")) ?? "",
    );
    await page.keyboard.press("Home");
    await expect(reader).toHaveAttribute("aria-valuetext", first ?? "");
  });

  test("has no cursor without scripts @ssr", async ({ page, javaScriptEnabled }) => {
    test.skip(javaScriptEnabled !== false, "it has one with them");
    await page.goto("/lieu/ecole-louise-michel");
    await expect(page.getByRole("slider")).toHaveCount(0);
    await expect(page.locator("figure svg").first()).toBeAttached();
  });
});

import { type Page, expect, test } from "../fixtures";
import { signInAs } from "../sign-in";

async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => {
    const main = document.querySelector("main");
    const slide = document.querySelector(".slide");
    const ways = document.querySelector(".slide-ways");
    if (main === null || slide === null || ways === null) {
      return 10_000;
    }
    const document_ = document.documentElement;
    return Math.max(
      document_.scrollHeight - document_.clientHeight,
      document_.scrollWidth - document_.clientWidth,
      slide.scrollHeight - slide.clientHeight,
      ways.getBoundingClientRect().bottom - window.innerHeight,
    );
  });
  expect(over).toBeLessThanOrEqual(1);
}

test.describe("before the council", () => {
  test("an élu presents by keyboard, and every slide fits its screen", async ({ page, server, axe }, info) => {
    test.setTimeout(120_000);
    await signInAs(page, server, "elu");
    await page.goto("/vue/elus");
    await page.locator("#contenu").getByRole("link", { name: "Présenter au conseil" }).click();
    await expect(page.getByText("Où en est la ville").first()).toBeVisible();
    const last = Number((await page.locator(".slide-ways summary").innerText()).match(/sur (\d+)/)?.[1]);
    expect(last).toBeGreaterThan(6);
    const onPhone = info.project.name === "phone";
    for (let slide = 1; slide <= last; slide += 1) {
      await expect(page.locator(".slide-ways summary")).toContainText(`${slide} sur ${last}`);
      if (!onPhone) {
        await fits(page);
      }
      await axe();
      if (slide < last) {
        const key = slide % 2 === 0 ? "ArrowRight" : "Space";
        await page.keyboard.press(key);
      }
    }
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator(".slide-ways summary")).toContainText(`${last - 1} sur ${last}`);
    await page.keyboard.press("Home");
    await expect(page.locator(".slide-ways summary")).toContainText(`1 sur ${last}`);
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/\/$/);
  });

  test("slides follow each other without scripts @ssr", async ({ page }) => {
    await page.goto("/presentation");
    await page.getByRole("link", { name: "Suivante" }).click();
    await expect(page).toHaveURL(/\/presentation\/2$/);
    await page.getByRole("link", { name: "Précédente" }).click();
    await expect(page).toHaveURL(/\/presentation\/1$/);
  });
});

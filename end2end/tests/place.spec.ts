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
});

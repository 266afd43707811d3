import { expect, test } from "../fixtures";

test.describe("a page that stays open @once", () => {
  test("says that it is offline, and resumes by itself", async ({ page, server, complaints }) => {
    // A browser reports every socket it could not open.
    complaints.expect(/WebSocket|ERR_CONNECTION_REFUSED/);
    await page.goto("/", { waitUntil: "networkidle" });
    const notice = page.getByText(/hors ligne/i);
    await expect(notice).toBeHidden();
    await server.kill();
    await expect(notice).toBeVisible({ timeout: 15_000 });
    await server.restart();
    await expect(notice).toBeHidden({ timeout: 20_000 });
  });

  test("hydrates without asking the server again", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => {
      if (["fetch", "xhr"].includes(request.resourceType())) {
        asked.push(new URL(request.url()).pathname);
      }
    });
    await page.goto("/", { waitUntil: "networkidle" });
    expect(asked.filter((path) => !path.endsWith(".wasm"))).toEqual([]);
  });
});

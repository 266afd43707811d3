import { expect, test } from "../fixtures";

test.describe("a page that stays open @once", () => {
  test("says that it is offline, and resumes by itself", async ({ page, server, complaints }) => {
    // A browser reports every socket it could not open.
    complaints.expect(/WebSocket|ERR_CONNECTION_REFUSED/);
    await page.goto("/", { waitUntil: "networkidle" });
    const notice = page.getByText(/hors ligne/i);
    await expect(notice).toBeHidden();
    await server.kill();
    await expect(notice).toBeVisible({ timeout: 30_000 });
    await server.restart();
    await expect(notice).toBeHidden({ timeout: 40_000 });
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

  test("shows a posted reading in the note, before and after a restart", async ({
    page,
    request,
    server,
    complaints,
  }) => {
    complaints.expect(/WebSocket|ERR_CONNECTION_REFUSED/);
    const key = server.key();
    const meter = "elec-ecole-louise-michel";
    await page.goto("/lieu/ecole-louise-michel", { waitUntil: "networkidle" });
    const note = page.locator(".note-badge__figure").first();
    const before = await note.innerText();
    // A month at ten times what a school uses: no rounding can hide it.
    const post = async (kwh: number) => {
      const hour = 3_600_000;
      const last = Math.floor(Date.now() / hour) * hour - 2 * hour;
      const readings = Array.from({ length: 30 * 24 }, (_, back) => ({
        series: meter,
        at: new Date(last - back * hour).toISOString(),
        value: kwh,
      }));
      const answer = await request.post("/api/v1/readings", {
        headers: { authorization: `Bearer ${key}` },
        data: readings,
      });
      expect(answer.status(), await answer.text()).toBe(200);
    };
    await post(150);
    await expect(note).not.toHaveText(before, { timeout: 10_000 });
    const worse = await note.innerText();

    await server.kill();
    await expect(page.getByText(/hors ligne/i)).toBeVisible({ timeout: 30_000 });
    await server.restart();
    await expect(page.getByText(/hors ligne/i)).toBeHidden({ timeout: 40_000 });
    // What was acknowledged survived the kill, and the page goes on from there.
    await expect(note).toHaveText(worse);
    await post(1);
    await expect(note).not.toHaveText(worse, { timeout: 10_000 });
  });
});

import { expect, test } from "../fixtures";

test.describe("what the server sends @once", () => {
  test("allows only scripts that carry the nonce of the answer", async ({ request }) => {
    const answers = [await request.get("/"), await request.get("/")];
    const nonces = await Promise.all(
      answers.map(async (answer) => {
        const policy = answer.headers()["content-security-policy"] ?? "";
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
        expect(nonce, policy).not.toBe("");
        expect(policy).not.toContain("'unsafe-inline'");
        for (const [tag] of (await answer.text()).matchAll(/<script[^>]*>/g)) {
          expect(tag).toContain(`nonce="${nonce}"`);
        }
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test("lets nobody guess a type or frame a page", async ({ request }) => {
    const headers = (await request.get("/")).headers();
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toContain("frame-ancestors");
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  });

  test("gives every file compressed, for ever, under its hash", async ({ request, server }) => {
    const html = await (await request.get("/")).text();
    const files = new Set(html.match(/\/(?:pkg|fonts)\/[\w./-]+\.(?:js|css|wasm|woff2)/g));
    expect([...files].some((file) => file.endsWith(".css"))).toBe(true);
    expect([...files].some((file) => file.endsWith(".wasm"))).toBe(true);
    for (const file of files) {
      expect(file).toMatch(/\.[0-9a-f]{12}\.\w+$/);
      const answer = await fetch(server.url(file), { headers: { "accept-encoding": "br" } });
      expect(answer.status, file).toBe(200);
      expect(answer.headers.get("cache-control"), file).toContain("immutable");
      const encoding = file.endsWith(".woff2") ? null : "br";
      expect(answer.headers.get("content-encoding"), file).toBe(encoding);
    }
  });

  test("asks nothing from another host", async ({ page, server }) => {
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    await page.goto("/", { waitUntil: "networkidle" });
    expect([...hosts]).toEqual([new URL(server.url()).origin]);
  });
});

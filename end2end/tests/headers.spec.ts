import { createHash } from "node:crypto";

import { expect, test } from "../fixtures";

test.describe("what the server sends @once", () => {
  test("allows only the inline scripts of the answer, by hash or nonce", async ({ request }) => {
    const answer = await request.get("/");
    const policy = answer.headers()["content-security-policy"] ?? "";
    expect(policy).not.toContain("'unsafe-inline'");
    expect(policy).not.toContain("'unsafe-eval'");
    const scripts = [...(await answer.text()).matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes = "", text = ""] of scripts) {
      const hash = `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
      const nonce = /nonce="([^"]+)"/.exec(attributes)?.[1];
      const allowed = policy.includes(hash) || policy.includes(`'nonce-${nonce}'`);
      expect(allowed, `${text.slice(0, 60)} in ${policy}`).toBe(true);
    }
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

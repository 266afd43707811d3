import { type Page, expect, test } from "../fixtures";
import { closedForNow, declareReception, morning, tell } from "../reception";
import { signInAs } from "../sign-in";

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1024, height: 768 },
];


/** Nothing of the screen lies outside of it, or outside of what holds it. */
async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const room = { right: window.innerWidth, bottom: window.innerHeight };
    const inked = [...document.querySelectorAll("#ecran *")].filter(
      (element) => element.childElementCount === 0 && element.textContent?.trim() !== "" && !element.closest(".unseen"),
    );
    return inked
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.right > room.right + 5 || box.bottom > room.bottom + 5 || box.left < -5 || box.top < -5;
      })
      .map((element) => element.textContent);
  });
  expect(cut, "what lies outside of the screen").toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
  // The strip stands below what is above it.
  const overlap = await page.evaluate(() => {
    const strip = document.querySelector(".lobby__promise")?.getBoundingClientRect().top ?? 0;
    const above = [...document.querySelectorAll(".lobby__row, .lobby__call")];
    return above.filter((element) => element.getBoundingClientRect().bottom > strip + 2).length;
  });
  expect(overlap, "rows under the strip").toBe(0);
}

test.describe("the lobby screen @once", () => {
  test("shows waits and calls, whole at every size, without scripts too", async ({ page, server, request, browser }) => {
    const reception = await declareReception(server);
    await tell(request, server.key(`lobby-${Date.now()}`), reception, morning(reception));
    await page.goto(`/ecran/${reception.site}`);
    await expect(page.locator(".lobby__call").first()).toContainText("C017");
    await expect(page.locator(".lobby__call").first()).toContainText("3");
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectNothingCut(page);
    }
    const context = await browser.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await bare.goto(server.url(`/ecran/${reception.site}`));
    await expect(bare.locator(".lobby__call").first()).toContainText("C017");
    await context.close();
  });

  test("keeps a number and its desk apart, and says whose day the promise is", async ({ page, server, request }) => {
    const reception = await declareReception(server);
    await tell(request, server.key(`apart-${Date.now()}`), reception, morning(reception));
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto(`/ecran/${reception.site}`);
    const cells = page.locator(".lobby__call").first().locator("td");
    await expect(cells.last().locator(".lobby__to")).toBeVisible();
    const between = () =>
      page.locator(".lobby__call").first().evaluate((row) => {
        const right = (cell: Element | null | undefined) => {
          const range = document.createRange();
          range.selectNodeContents(cell as Element);
          return range.getBoundingClientRect();
        };
        return right(row.querySelector(".lobby__desk span")).left - right(row.firstElementChild).right;
      });
    // The screen draws itself anew with every call: a row may be gone while it is measured.
    await expect.poll(between).toBeGreaterThan(60);
    const sizes = await page
      .locator(".lobby__service")
      .evaluateAll((names) => [...new Set(names.map((name) => getComputedStyle(name).fontSize))]);
    expect(sizes).toHaveLength(1);
    await page.goto("/ecran/hotel-de-ville");
    const promise = await page.locator(".lobby__promise").innerText();
    // Before anybody was received today the promise stands alone.
    expect(promise).toMatch(/^(?!.*reçus)|ujourd’hui|^La ville promet/s);
  });

  test("says when it opens again, and calls nobody when it is closed", async ({ page, server }) => {
    const reception = await declareReception(server, "Mairie annexe", closedForNow());
    await page.goto(`/ecran/${reception.site}`);
    await expect(page.locator(".lobby__quiet")).toHaveText(/^Fermé · ouvre \S+ à 8\u202fh\u202f30$/);
    await expect(page.locator(".lobby__besides").first()).toHaveText(/^ouvre \S+ à 8\u202fh\u202f30$/);
    await expect(page.getByText(/Votre numéro s’affiche/)).toHaveCount(0);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectNothingCut(page);
    }
  });

  test("takes long names and many rows", async ({ page, server, request }) => {
    const name = "Maison des services publics et de la citoyenneté de Saint-Aubin";
    const reception = await declareReception(server, name);
    const events = morning(reception);
    for (let n = 0; n < 7; n += 1) {
      const ticket = `x${n}`;
      events.push({ ticket, seq: 1, type: "issue", ago: 9, service: `service-au-nom-tres-long-${n}`, number: `ZZ-10${n}` });
      events.push({ ticket, seq: 2, type: "call", ago: 0.1, desk: reception.desk(2) });
    }
    events.push({ ticket: "w9", seq: 1, type: "issue", ago: 9, service: "renouvellement-de-titre-de-sejour-etudiant", number: "Z1" });
    await tell(request, server.key(`long-${Date.now()}`), reception, events);
    await page.goto(`/ecran/${reception.site}`);
    await expect(page.locator(".lobby__call").first()).toContainText("ZZ-10");
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectNothingCut(page);
    }
  });

  test("moves by itself, and outlives its server", async ({ page, server, request, complaints }) => {
    complaints.expect(/WebSocket|ERR_CONNECTION_REFUSED/);
    const reception = await declareReception(server);
    const key = server.key(`live-${Date.now()}`);
    await tell(request, key, reception, morning(reception));
    await page.goto(`/ecran/${reception.site}`, { waitUntil: "networkidle" });
    const first = page.locator(".lobby__call").first();
    await expect(first).toContainText("C017");
    await tell(request, key, reception, [{ ticket: "e1", seq: 2, type: "call", ago: 0, desk: reception.desk(1) }]);
    await expect(first).toContainText("A043");
    const shown = await page.locator(".lobby__body").innerText();
    await server.kill();
    await page.waitForTimeout(3_000);
    await expect(first).toContainText("A043");
    expect(await page.locator(".lobby__body").innerText()).toBe(shown);
    await server.restart();
    await expect.poll(async () => page.locator(".lobby__call").first().innerText()).toContain("A043");
    await tell(request, key, reception, [{ ticket: "w0", seq: 2, type: "call", ago: 0, desk: reception.desk(2) }]);
    await expect(first).toContainText("C018", { timeout: 40_000 });
  });

  test("says after two missed minutes that nothing is known", async ({ page, server, request, complaints }) => {
    complaints.expect(/WebSocket|ERR_CONNECTION_REFUSED/);
    const reception = await declareReception(server);
    await tell(request, server.key(`lost-${Date.now()}`), reception, morning(reception));
    await page.clock.install();
    await page.goto(`/ecran/${reception.site}`, { waitUntil: "networkidle" });
    await expect(page.locator(".lobby__call").first()).toContainText("C017");
    await page.clock.runFor(1_000);
    await server.kill();
    await page.clock.runFor(130_000);
    await expect(page.getByText("Information momentanément indisponible")).toBeVisible();
    await expect(page.locator("[data-age]")).toContainText("Données de");
    await server.restart();
    await page.clock.runFor(40_000);
    await expect(page.getByText("Information momentanément indisponible")).toBeHidden({ timeout: 20_000 });
  });

  test("is accessible", async ({ page, server, request, axe }) => {
    const reception = await declareReception(server);
    await tell(request, server.key(`axe-${Date.now()}`), reception, morning(reception));
    await page.goto(`/ecran/${reception.site}`);
    await axe();
    await page.goto("/ecran");
    await axe();
  });
});

/** A screen on a wall is seen at once: nobody scrolls it. */
async function expectWhole(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() => {
      const room = document.documentElement;
      const queues = document.querySelector(".agents__queues");
      const table = document.querySelector(".agents__table");
      const below = (table?.getBoundingClientRect().bottom ?? 0) - (queues?.getBoundingClientRect().bottom ?? 0);
      return {
        across: room.scrollWidth - room.clientWidth,
        down: room.scrollHeight - room.clientHeight,
        below: Math.max(0, Math.floor(below)),
      };
    });
    expect(over, `at ${size.width}×${size.height}`).toEqual({ across: 0, down: 0, below: 0 });
    await expect(page.getByText("Reçus aujourd’hui")).toBeInViewport({ ratio: 1 });
    await expect(page.locator(".agents__foot")).toBeInViewport({ ratio: 1 });
  }
}

test.describe("the screen of who works there @once", () => {
  test("fits the screens it hangs on, with few rows and with many", async ({ page, server, request, axe }) => {
    await signInAs(page, server, "agent");
    await page.goto("/ecran/hotel-de-ville/agents");
    await expect(page.locator(".agents__table tbody tr").first()).toBeVisible();
    await axe();
    await expectWhole(page);
    const reception = await declareReception(server, "Maison des services publics et de la citoyenneté");
    const events = morning(reception);
    for (let n = 0; n < 9; n += 1) {
      events.push({ ticket: `x${n}`, seq: 1, type: "issue", ago: 9, service: `service-au-nom-long-${n}`, number: `Z${n}` });
    }
    await tell(request, server.key(`rows-${Date.now()}`), reception, events);
    await page.goto(`/ecran/${reception.site}/agents`);
    await expect(page.locator(".agents__table tbody tr")).toHaveCount(13);
    await expectWhole(page);
  });
});

test.describe("a device @once", () => {
  test("is paired, reassigned and revoked", async ({ page, server, browser, axe, complaints }) => {
    complaints.expect(/422/);
    const reception = await declareReception(server);
    const device = await (await browser.newContext()).newPage();
    await device.goto(server.url("/ecran"));
    const code = (await device.locator(".pairing__code .unseen").innerText()).replaceAll(" ", "");
    expect(code).toMatch(/^[A-Z0-9]{6}$/);
    await signInAs(page, server, "admin");
    await page.goto("/admin/ecrans");
    await page.getByLabel("Code").fill("AAAAAA");
    await page.getByLabel("Nom", { exact: true }).first().fill("Hall");
    await page.getByRole("button", { name: "Associer" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByLabel("Code").fill(code.toLowerCase());
    await page.getByLabel("Nom", { exact: true }).first().fill("Hall");
    await page.locator("#usage").selectOption(`lobby:${reception.site}`);
    await page.getByRole("button", { name: "Associer" }).click();
    await expect(page.getByRole("status").filter({ hasText: "associé" })).toBeVisible();
    await axe();
    await expect(device).toHaveURL(new RegExp(`/ecran/${reception.site}$`), { timeout: 15_000 });
    const cookies = await device.context().cookies();
    const token = cookies.find((cookie) => cookie.name === "__Host-belvedere-ecran");
    expect(token?.httpOnly).toBe(true);

    // Its token opens nothing that is not its own.
    const agents = await device.request.get(server.url(`/ecran/${reception.site}/agents`), { maxRedirects: 0 });
    expect(agents.status()).toBe(303);

    const row = page.getByRole("row", { name: /Hall/ });
    await row.getByText("Changer").click();
    await row.getByLabel("Ce qu’il montre").selectOption(`agents:${reception.site}`);
    await row.getByRole("button", { name: "Enregistrer" }).click();
    await expect(device).toHaveURL(/\/agents$/, { timeout: 40_000 });
    await expect(device.getByRole("columnheader", { name: "Attendent" })).toBeVisible();

    await page.getByRole("button", { name: "Retirer Hall" }).click();
    await expect(device.locator(".pairing__code")).toBeVisible({ timeout: 40_000 });
    await page.goto("/admin/journal");
    for (const act of ["association d’un écran", "changement d’un écran", "retrait d’un écran"]) {
      await expect(page.getByRole("row").getByText(act).first()).toBeVisible();
    }
    await device.context().close();
  });

  test("is paired by an administrator alone", async ({ page, server, complaints }) => {
    complaints.expect(/403/);
    await signInAs(page, server, "agent");
    await page.goto("/admin/ecrans");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accès refusé");
  });
});

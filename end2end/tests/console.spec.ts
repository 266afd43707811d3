import { type Page, expect, test } from "../fixtures";
import { closedForNow, declareReception } from "../reception";
import { signInAs } from "../sign-in";


/** Takes a ticket at the kiosk: its number and the address to follow it. */
async function take(page: Page, counter: string, service: RegExp): Promise<{ number: string; follow: string }> {
  await page.goto(`/borne/${counter}`);
  await page.getByRole("button", { name: service }).click();
  const number = await page.locator(".kiosk__number").innerText();
  const follow = page.url().replace(/\/borne\/[^/]+\/ticket\//, "/suivi/");
  return { number, follow };
}

test.describe("from the kiosk to the desk @once", () => {
  test("a visitor takes a ticket, is called and served", async ({ page, server, browser, axe }) => {
    const reception = await declareReception(server);
    await signInAs(page, server, "agent");
    await page.goto(`/borne/${reception.counter}`);
    await axe();
    const { number, follow } = await take(page, reception.counter, /Titres d’identité/);
    expect(number).toBe("C001");
    await axe();
    await expect(page.getByRole("img", { name: /Code à scanner/ })).toBeVisible();
    await expect(page.getByText("Vous êtes le prochain.")).toBeVisible();
    await page.setViewportSize({ width: 1080, height: 1920 });
    const side = await page.locator(".kiosk__qr svg").evaluate((drawn) => drawn.getBoundingClientRect().width);
    expect(side).toBeGreaterThanOrEqual(480);
    const end = await page.getByRole("link", { name: "Terminer" }).boundingBox();
    expect(end?.height).toBeGreaterThanOrEqual(64);
    await page.emulateMedia({ colorScheme: "dark" });
    await axe();
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 900 });

    const visitor = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    await visitor.goto(follow, { waitUntil: "networkidle" });
    await expect(visitor.getByText("Vous êtes le prochain.")).toBeVisible();
    const lobby = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
    await lobby.goto(server.url(`/ecran/${reception.site}`), { waitUntil: "networkidle" });

    await page.goto(`/guichet/${reception.desk(3)}`, { waitUntil: "networkidle" });
    await axe();
    await page.keyboard.press("n");
    await expect(page.locator(".console__number")).toHaveText("C001");
    await expect(lobby.locator(".lobby__call").first()).toContainText("C001");
    await expect(lobby.locator(".lobby__call").first()).toContainText("3");
    await expect(visitor.getByText("Guichet 3")).toBeVisible();
    await axe();
    await page.getByRole("button", { name: /Commencer/ }).click();
    await expect(visitor.getByText("Vous êtes reçu.")).toBeVisible();
    await page.getByRole("button", { name: /Suspendre/ }).click();
    await page.getByRole("button", { name: /Reprendre/ }).click();
    await page.getByRole("button", { name: /Terminer/ }).click();
    await expect(page.locator(".console__number")).toHaveText("Libre");
    await expect(visitor.getByText("Merci de votre visite.")).toBeVisible();
    const rate = visitor.getByRole("link", { name: "Donner mon avis" });
    await expect(rate).toHaveAttribute("href", `/avis/${reception.counter}`);
    await rate.click();
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(/Comment s’est passée/);
    await visitor.context().close();
    await lobby.context().close();
  });

  test("a kiosk fills its screen, breaks no word and has a dark side", async ({ page, server, axe }) => {
    const reception = await declareReception(server);
    await signInAs(page, server, "agent");
    await page.goto(`/borne/${reception.counter}`);
    for (const size of [
      { width: 1080, height: 1920 },
      { width: 1920, height: 1080 },
      { width: 1024, height: 768 },
    ]) {
      await page.setViewportSize(size);
      const look = await page.evaluate(() => ({
        down: document.documentElement.scrollHeight - document.documentElement.clientHeight,
        last: document.querySelector(".kiosk__list > :last-child")?.getBoundingClientRect().bottom ?? 0,
        least: Math.min(
          ...[...document.querySelectorAll(".kiosk__service")].map((button) => button.getBoundingClientRect().height),
        ),
      }));
      expect(look.down).toBeLessThanOrEqual(0);
      expect(look.last).toBeGreaterThan(size.height * 0.6);
      expect(look.least).toBeGreaterThanOrEqual(88);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    await axe();
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(paper).toBe("rgb(15, 24, 34)");
  });

  test("a kiosk that is closed says when it opens", async ({ page, server, axe }) => {
    const reception = await declareReception(server, "Mairie annexe", closedForNow());
    await signInAs(page, server, "agent");
    await page.goto(`/borne/${reception.counter}`);
    await expect(page.locator(".kiosk__lead")).toHaveText(/^Fermé · ouvre \S+ à 8\u202fh\u202f30$/);
    await expect(page.locator(".kiosk__wait").first()).toHaveText(/^fermé, ouvre \S+ à 8\u202fh\u202f30$/);
    await axe();
  });

  test("desks are listed by counter and number, and each leads back", async ({ page, server, axe }) => {
    await signInAs(page, server, "agent");
    await page.goto("/guichet");
    await axe();
    const lists = page.locator(".desks__group .desks__list");
    expect(await lists.count()).toBeGreaterThan(3);
    for (const list of await lists.all()) {
      const names = await list.getByRole("link").allInnerTexts();
      const numbers = names.map((name) => Number(/\d+/.exec(name)?.[0] ?? "0"));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
    await lists.first().getByRole("link").first().click();
    await page.getByRole("link", { name: "Tous les guichets" }).click();
    await expect(page).toHaveURL(/\/guichet$/);
    await lists.first().getByRole("link").first().click();
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await page.goto("/guichet");
    await expect(page).toHaveURL(/\/connexion/);
  });

  test("everything works without scripts", async ({ server, browser }) => {
    const reception = await declareReception(server);
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url() });
    const page = await context.newPage();
    await signInAs(page, server, "agent");
    const first = await take(page, reception.counter, /État civil/);
    await page.waitForTimeout(800);
    const second = await take(page, reception.counter, /Titres d’identité/);
    expect([first.number, second.number]).toEqual(["A001", "C001"]);

    await page.goto(`/guichet/${reception.desk(1)}`);
    await page.getByRole("button", { name: /Appeler le suivant/ }).click();
    await expect(page.locator(".console__number")).toHaveText("A001");
    await page.getByRole("button", { name: /Annuler l’appel/ }).click();
    await expect(page.locator(".console__number")).toHaveText("Libre");
    await page.getByRole("button", { name: /Appeler le suivant/ }).click();
    await page.getByRole("button", { name: /Ne vient pas/ }).click();
    await page.getByRole("button", { name: /De retour/ }).click();
    await expect(page.getByText("de retour, en priorité")).toBeVisible();
    await page.getByRole("button", { name: /Appeler le suivant/ }).click();
    await page.getByRole("button", { name: /Commencer/ }).click();
    await page.getByLabel("Transférer vers").selectOption({ label: "Urbanisme" });
    await page.getByRole("button", { name: "Transférer", exact: true }).click();
    await expect(page.getByText("transféré")).toBeVisible();

    await page.goto(second.follow);
    await expect(page.getByText(/personne avant vous|le prochain/)).toBeVisible();
    await page.getByText("Renoncer à mon passage").click();
    await page.getByRole("button", { name: "Oui, je renonce" }).click();
    await expect(page.getByText("Ce ticket n’est plus dans la file.")).toBeVisible();
    await context.close();
  });

  test("two who press at once call two visitors", async ({ page, server }) => {
    const reception = await declareReception(server);
    await signInAs(page, server, "agent");
    for (let n = 0; n < 2; n += 1) {
      await take(page, reception.counter, /État civil/);
      await page.waitForTimeout(800);
    }
    const press = (n: number) =>
      page.request.post(`/guichet/${reception.desk(n)}/appeler`, {
        form: {},
        headers: { origin: server.url("").replace(/\/$/, "") },
      });
    const answers = await Promise.all([press(1), press(2), press(3)]);
    expect(answers.map((answer) => answer.status())).toEqual([200, 200, 200]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    const called = bodies.flatMap((body) => /console__number">([^<]+)</.exec(body)?.[1] ?? []);
    expect(called.sort()).toEqual(["A001", "A002"]);
    expect(bodies.filter((body) => body.includes("Personne n’attend plus.")).length).toBe(1);
  });

  test("nobody serves, gives or follows what is not theirs", async ({ page, server, complaints }) => {
    complaints.expect(/404|403/);
    const reception = await declareReception(server);
    await page.goto(`/guichet/${reception.desk(1)}`);
    await expect(page).toHaveURL(/\/connexion/);
    await page.goto(`/borne/${reception.counter}`);
    await expect(page).toHaveURL(/\/connexion/);
    await page.goto("/suivi/t1");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ticket inconnu");
    await signInAs(page, server, "elu");
    await page.goto(`/guichet/${reception.desk(1)}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accès refusé");
  });
});

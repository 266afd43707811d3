import { type Page, expect, test } from "../fixtures";
import { PASSWORD, account, enrol, fillIn, oneTimeCode, signIn } from "../sign-in";

async function expectNoSidewaysMove(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
}

test.describe("accounts", () => {
  test("somebody signs in, is named, and signs out @ssr", async ({ page, server, isMobile }) => {
    const email = account(server, "dgs");
    await signIn(page, email);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Camille Aubert");
    await expect(page.getByText("expliquer et clore une alerte")).toBeVisible();
    await page.goto("/");
    if (isMobile) {
      await page.getByText("Menu", { exact: true }).click();
    }
    await page.getByRole("link", { name: "Camille Aubert" }).first().click();
    await expect(page).toHaveURL(/\/moi$/);
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await expect(page.getByText("Vous êtes déconnecté.")).toBeVisible();
    await page.goto("/moi");
    await expect(page).toHaveURL(/\/connexion\?/);
  });

  test("a page for some leads to the sign-in and back @ssr", async ({ page, server }) => {
    const email = account(server, "dpo");
    await page.goto("/admin/journal");
    await expect(page.getByText("Cette page demande une connexion")).toBeVisible();
    await fillIn(page, email);
    await expect(page).toHaveURL(/\/admin\/journal$/);
    await expect(page.getByRole("row", { name: new RegExp(`connexion compte ${email}`) })).toBeVisible();
  });

  test("what is wrong is told, and the address stays @ssr @once", async ({ page, complaints }) => {
    complaints.expect(/401/);
    await page.goto("/connexion");
    await page.getByLabel("Adresse électronique").fill("personne@ville.example");
    await page.getByLabel("Mot de passe").fill("une autre phrase");
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(page.getByRole("alert")).toHaveText(/inconnus/);
    await expect(page.getByLabel("Adresse électronique")).toHaveValue("personne@ville.example");
    await expect(page.getByLabel("Mot de passe")).toHaveValue("");
  });

  test("an administrator makes and disables an account @ssr @once", async ({ page, server }) => {
    await signIn(page, account(server, "admin"));
    await page.getByRole("link", { name: "créer et désactiver des comptes" }).click();
    const email = `agent.${process.pid}.${Date.now()}@ville.example`;
    await page.getByLabel("Nom", { exact: true }).fill("Dominique Leroy");
    await page.getByLabel("Adresse électronique").fill(email);
    await page.getByLabel("Rôle").selectOption({ label: "agent d’accueil" });
    await page.getByLabel("Premier mot de passe").fill(PASSWORD);
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await expect(page.getByRole("status").filter({ hasText: "créé" })).toBeVisible();
    const row = page.getByRole("row", { name: new RegExp(email) });
    await row.getByRole("button", { name: "Désactiver Dominique Leroy" }).click();
    await expect(page.getByRole("status").filter({ hasText: "désactivé" })).toBeVisible();
    await expect(row.getByRole("button")).toHaveCount(0);
  });

  test("everything is done by keyboard @once", async ({ page, server }) => {
    const email = account(server, "elu");
    await page.goto("/connexion");
    const field = page.getByLabel("Adresse électronique");
    for (let tabs = 0; tabs < 20 && !(await isFocused(field)); tabs += 1) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/moi$/);
    const out = page.getByRole("button", { name: "Se déconnecter" });
    for (let tabs = 0; tabs < 40 && !(await isFocused(out)); tabs += 1) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    await expect(page.getByText("Vous êtes déconnecté.")).toBeVisible();
  });

  test("the head of a page knows its reader after going on", async ({ page, server, isMobile }) => {
    await signIn(page, account(server, "elu"));
    await page.goto("/");
    await page.getByRole("main").locator('a[href^="/theme/"]').first().click();
    await expect(page).toHaveURL(/\/theme\//);
    // The head of the new page is there with its content.
    await expect(page).toHaveTitle(/Accueil/);
    if (isMobile) {
      await page.getByText("Menu", { exact: true }).click();
    }
    await expect(page.getByRole("link", { name: "Camille Aubert" }).first()).toBeVisible();
  });

  test("an administrator links a telephone, and signs in with its codes @ssr @once", async ({ page, server, complaints }) => {
    complaints.expect(/401|422/);
    const email = account(server, "admin");
    await page.goto("/connexion");
    await page.getByLabel("Adresse électronique").fill(email);
    await page.getByLabel("Mot de passe").fill(PASSWORD);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Code à la connexion");
    await page.goto("/admin/comptes");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Code à la connexion");
    await page.getByLabel("Code à six chiffres").fill("000000");
    await page.getByRole("button", { name: "Relier l’application" }).click();
    await expect(page.getByRole("alert")).toHaveText(/pas le bon/);
    const secret = await enrol(page);
    await expect(page.locator(".recovery-codes > li")).toHaveCount(8);
    const recovery = await page.locator(".recovery-codes code").first().innerText();
    await page.getByRole("link", { name: "J’ai gardé mes codes" }).click();
    await expect(page).toHaveURL(/\/admin\/comptes$/);
    await page.goto("/moi");
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await page.getByLabel("Adresse électronique").fill(email);
    await page.getByLabel("Mot de passe").fill(PASSWORD);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Code de connexion");
    // The code that linked the telephone was used: nobody takes it twice.
    await page.getByLabel("Code à six chiffres").fill(oneTimeCode(secret, Date.now() - 90_000));
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(page.getByRole("alert")).toHaveText(/pas le bon/);
    await page.getByText("Je n’ai pas mon téléphone").click();
    await page.getByLabel("Code de secours").fill(recovery.toUpperCase());
    await page.getByRole("button", { name: "Utiliser ce code de secours" }).click();
    await expect(page).toHaveURL(/\/moi$/);
    await page.getByRole("link", { name: "Gérer le code" }).click();
    await expect(page.getByText("Il reste 7 codes de secours.")).toBeVisible();
  });

  test("a link gives somebody another password @ssr @once", async ({ page, server }) => {
    const forgetful = account(server, "agent");
    await signIn(page, account(server, "admin"));
    await page.goto("/admin/comptes");
    await page.getByRole("row", { name: new RegExp(forgetful) }).getByRole("link").click();
    await page.getByRole("button", { name: "Créer un lien" }).click();
    const link = await page.locator(".one-time-link code").innerText();
    await page.context().clearCookies();
    await page.goto(link);
    await page.getByLabel("Nouveau mot de passe").fill("une tout autre phrase");
    await page.getByLabel("Le même, encore une fois").fill("une tout autre phrase");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("Le nouveau mot de passe est enregistré.")).toBeVisible();
    await page.getByLabel("Adresse électronique").fill(forgetful);
    await page.getByLabel("Mot de passe").fill("une tout autre phrase");
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(page).toHaveURL(/\/moi$/);
  });

  test("the journal is filtered @ssr @once", async ({ page, server }) => {
    const email = account(server, "dpo");
    await signIn(page, email);
    await page.goto("/admin/journal");
    await page.getByLabel("Qui").fill(email);
    await page.getByRole("button", { name: "Filtrer" }).click();
    await expect(page.getByRole("row")).toHaveCount(2);
    await page.getByLabel("Jour").fill("2020-01-01");
    await page.getByRole("button", { name: "Filtrer" }).click();
    await expect(page.getByText("Aucun acte ne répond à ce filtre.")).toBeVisible();
  });

  test("a source gets a key, once, and loses it @ssr @once", async ({ page, server }) => {
    const name = `essai-${process.pid}-${Date.now()}`;
    await signIn(page, account(server, "admin"));
    await page.goto("/admin/sources");
    await page.getByLabel("Nom").fill(name);
    await page.getByRole("button", { name: "Créer la clé" }).click();
    const key = await page.locator(".one-time-link code").innerText();
    const send = () =>
      fetch(server.url("/api/v1/readings"), {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: "[]",
      });
    expect((await send()).status).not.toBe(401);
    await page.getByRole("button", { name: `Retirer la clé de ${name}` }).click();
    await expect(page.getByRole("status").filter({ hasText: "retirée" })).toBeVisible();
    expect((await send()).status).toBe(401);
  });

  test("a theme is checked line by line and compared @ssr @once", async ({ page, server, complaints }) => {
    complaints.expect(/422/);
    await signIn(page, account(server, "admin"));
    await page.goto("/admin/themes");
    const theme = 'code = "voirie"\nname = "Voirie"\ndescription = "Rues et trottoirs"\n';
    await page.getByLabel("Fichier du thème").fill(`${theme}wieght = 2\n`);
    await page.getByRole("button", { name: "Vérifier" }).click();
    await expect(page.getByText("line 4")).toBeVisible();
    await page.getByLabel("Fichier du thème").fill(theme);
    await page.getByRole("button", { name: "Vérifier" }).click();
    await expect(page.getByRole("heading", { name: /le fichier est sain/ })).toBeVisible();
    await expect(page.getByText("Aucun dossier de thèmes n’est réglé")).toBeVisible();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`pages of accounts are accessible, ${colorScheme}`, async ({ page, server, axe, complaints }) => {
      complaints.expect(/403|422/);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto("/connexion");
      await axe();
      const admin = account(server, "admin");
      await page.getByLabel("Adresse électronique").fill(admin);
      await page.getByLabel("Mot de passe").fill(PASSWORD);
      await page.getByRole("button", { name: "Se connecter" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Code à la connexion");
      await axe();
      await expectNoSidewaysMove(page);
      await enrol(page);
      await axe();
      await expectNoSidewaysMove(page);
      for (const path of ["/moi", "/moi/code", "/admin", "/admin/comptes", "/admin/comptes/1", "/admin/lieux", "/admin/sources", "/admin/themes", "/admin/journal"]) {
        await page.goto(path);
        await axe();
        await expectNoSidewaysMove(page);
      }
      await page.goto("/admin/comptes");
      await page.getByLabel("Nom", { exact: true }).fill("X");
      await page.getByLabel("Adresse électronique").fill("x@ville.example");
      await page.getByLabel("Premier mot de passe").fill("court");
      await page.getByRole("button", { name: "Créer le compte" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await axe();
      await page.goto("/moi");
      await page.getByRole("button", { name: "Se déconnecter" }).click();
      await signIn(page, account(server, "elu"));
      await page.goto("/admin/journal");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accès refusé");
      await axe();
    });
  }
});

async function isFocused(field: ReturnType<Page["getByLabel"]>): Promise<boolean> {
  return field.evaluate((element) => element === document.activeElement);
}

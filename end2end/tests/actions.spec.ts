import { type Page, expect, test } from "../fixtures";
import type { Server } from "../server";

const PASSWORD = "une phrase assez longue";
/** No other test acts on this building. */
const PLACE = "gymnase-des-tilleuls";
let count = 0;

async function signInAt(page: Page, server: Server, role: string, address: string): Promise<void> {
  count += 1;
  const email = `${role}.actions.${process.pid}.${count}.${Date.now()}@ville.example`;
  server.commandWith(PASSWORD, "user", "add", "--email", email, "--name", "Camille Aubert", "--role", role);
  await page.goto(address);
  await page.getByLabel("Adresse électronique").fill(email);
  await page.getByLabel("Mot de passe").fill(PASSWORD);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

/** Goes on with the tabulator until an element with that name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = typeof name === "string" ? new RegExp(`^${name}$`) : name;
  for (let step = 0; step < 150; step += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const held = document.activeElement;
      const labels = held instanceof HTMLInputElement || held instanceof HTMLTextAreaElement ||
        held instanceof HTMLSelectElement ? held.labels : null;
      return (labels?.[0]?.textContent ?? held?.textContent ?? "").trim();
    });
    if (wanted.test(found)) {
      return;
    }
  }
  throw new Error(`the tabulator does not come to ${String(name)}`);
}

test.describe("actions", () => {
  test("a director explains a fall and records an action by keyboard alone @once", async ({
    page,
    server,
    axe,
  }) => {
    test.setTimeout(150_000);
    await page.setViewportSize({ width: 1366, height: 768 });
    await signInAt(page, server, "directeur", "/moi");
    await page.goto(`/lieu/${PLACE}/pourquoi`);
    await expect(page.getByRole("heading", { name: "Pourquoi la note a changé" })).toBeVisible();
    await tabTo(page, "Décider une action");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Décider une action" })).toBeVisible();
    await expect(page.getByLabel("Lieu")).toHaveValue(PLACE);
    await axe();
    await tabTo(page, /^Indicateur$/);
    await page.keyboard.press("ArrowDown");
    await tabTo(page, /^Quoi$/);
    await page.keyboard.type("Couper la ventilation la nuit");
    await tabTo(page, /^Qui/);
    await page.keyboard.type("responsable énergie");
    await tabTo(page, /^Effet attendu$/);
    await page.keyboard.type("-5,5");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Couper la ventilation la nuit" })).toBeVisible();
    await expect(page.getByText("L’action est décidée.")).toBeVisible();
    await axe();
    await tabTo(page, "Noter le début");
    await page.keyboard.press("Enter");
    await tabTo(page, /^Commencée le$/);
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^Commencée le/).first()).toBeVisible();
    await expect(page.getByText(/Trop tôt|Aucun objectif n’est fixé ici/)).toBeVisible();
    await page.goto("/admin/actions");
    await expect(page.getByRole("link", { name: "Couper la ventilation la nuit" })).toBeVisible();
    await axe();
  });

  test("a review is held, closed and read @once", async ({ page, server, axe, complaints }) => {
    test.setTimeout(150_000);
    complaints.expect(/422/);
    await page.setViewportSize({ width: 1024, height: 768 });
    await signInAt(page, server, "dgs", "/revue");
    await axe();
    await page.getByLabel("Titre").fill("Comité de novembre");
    await page.getByLabel("Participants").fill("Direction générale, bâtiments");
    await page.getByRole("button", { name: "Ouvrir la revue" }).click();
    await expect(page.getByRole("heading", { name: "Comité de novembre" })).toBeVisible();
    await expect(page.getByRole("heading", { name: /^1\. / })).toBeVisible();
    await axe();
    await page.locator("summary", { hasText: "Reporter ce point" }).click();
    await page.getByLabel("Reporté au").fill("2020-01-01");
    await page.getByRole("button", { name: "Reporter ce point" }).click();
    await expect(page.getByRole("alert")).toContainText("Donnez une date à venir.");
    await axe();
    await page.locator("summary", { hasText: "Rien à décider" }).click();
    await page.getByLabel("Pourquoi", { exact: true }).fill("Des travaux se terminent.");
    await page.getByRole("button", { name: "Rien à décider" }).click();
    await expect(page.getByText("C’est noté au compte rendu.")).toBeVisible();
    await expect(page.getByRole("heading", { name: /^2\. / })).toBeVisible();
    await page.getByRole("link", { name: "Point précédent" }).click();
    await expect(page.getByText("Rien à décider\u202f: Des travaux se terminent.")).toBeVisible();
    await page.getByRole("button", { name: "Clore la revue" }).click();
    await expect(page.getByText(/^Close le/)).toBeVisible();
    await expect(page.getByText("Direction générale, bâtiments")).toBeVisible();
    await axe();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation", { name: "Fil d’Ariane" })).toBeHidden();
  });
});

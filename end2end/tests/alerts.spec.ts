import { expect, test } from "../fixtures";
import { everyPage } from "../page-contract";

const PASSWORD = "une phrase assez longue";

test.describe("alerts", () => {
  everyPage("/alertes");

  test("are chosen by state and lead to their page @ssr", async ({ page }) => {
    await page.goto("/alertes");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("en cours");
    await page.getByLabel("État", { exact: true }).selectOption({ label: "Expliquées" });
    await page.getByRole("button", { name: "Afficher" }).click();
    await expect(page).toHaveURL(/etat=explained/);
    const cards = page.locator(".alert");
    await expect(cards.first()).toContainText("L’horloge du chauffage");
    await page.locator(".alert__title a").first().click();
    await expect(page).toHaveURL(/\/alertes\/\d+$/);
    await expect(page.getByRole("heading", { name: "Que regarder" })).toBeVisible();
    await expect(page.getByRole("link", { name: "se connecter" })).toBeVisible();
  });

  test("are taken on, explained and closed by who may @once", async ({ page, server }) => {
    const email = `energie.${process.pid}.${Date.now()}@ville.example`;
    const words = ["user", "add", "--email", email, "--name", "Léa Martin", "--role", "directeur"];
    server.commandWith(PASSWORD, ...words);
    await page.goto("/alertes?etat=open&cause=night-load");
    const address = (await page.locator(".alert__title a").first().getAttribute("href")) ?? "";
    await page.goto(`/connexion?retour=${address}`);
    await page.getByLabel("Adresse électronique").fill(email);
    await page.getByLabel("Mot de passe").fill(PASSWORD);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await expect(page).toHaveURL(new RegExp(`${address}$`));
    await page.getByRole("button", { name: "Prendre en charge" }).click();
    await expect(page.locator(".alert__life")).toContainText("Prise en charge");
    await page.getByLabel("Ce qui s’est passé").fill("Une minuterie <b>bloquée</b>.");
    await page.getByRole("button", { name: "Expliquer" }).click();
    await expect(page.locator(".alert__life")).toContainText("Expliquée");
    await page.getByRole("button", { name: "Clore" }).click();
    await expect(page.locator(".alert__life")).toContainText("Close");
    await expect(page.getByRole("button", { name: "Clore" })).toHaveCount(0);
  });

  test("nobody else acts on one @once", async ({ server }) => {
    const answer = await fetch(server.url("/alertes/1/close"), {
      method: "POST",
      redirect: "manual",
      headers: { origin: server.url("").replace(/\/$/, "") },
      body: new URLSearchParams(),
    });
    expect([302, 303, 401, 403]).toContain(answer.status);
    const listed = await fetch(server.url("/api/v1/alerts?state=open"));
    const { alerts } = (await listed.json()) as { alerts: { id: number; life: object[] }[] };
    expect(alerts.length).toBeGreaterThan(0);
    expect(JSON.stringify(alerts)).not.toContain("who");
  });
});

test.describe("one alert", () => {
  everyPage({ from: "/alertes", link: /^\/alertes\/\d+/ });
});

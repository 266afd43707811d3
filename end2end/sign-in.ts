import { createHmac } from "node:crypto";
import { type Page, expect } from "@playwright/test";
import type { Server } from "./server";

export const PASSWORD = "une phrase assez longue";

/** An account of its own for each test: tests that run at once do not meet. */
let count = 0;

export function account(server: Server, role: string, ...scope: string[]): string {
  count += 1;
  const email = `${role}.${process.pid}.${count}.${Date.now()}@ville.example`;
  const words = ["user", "add", "--email", email, "--name", "Camille Aubert", "--role", role];
  server.commandWith(PASSWORD, ...words, ...scope);
  return email;
}

/** Fills in the form of `/connexion` as it is shown, and the code where one is asked for. */
export async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Adresse électronique").fill(email);
  await page.getByLabel("Mot de passe").fill(PASSWORD);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL((url) => url.pathname !== "/connexion");
  if (new URL(page.url()).pathname === "/moi/code") {
    await enrol(page);
    await page.getByRole("link", { name: "J’ai gardé mes codes" }).click();
  }
}

/** Signs in from the start; ends at `/moi`. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/connexion");
  await fillIn(page, email);
  await expect(page).toHaveURL(/\/moi$/);
}

/** The same with an account made for it. */
export async function signInAs(page: Page, server: Server, role: string): Promise<void> {
  await signIn(page, account(server, role));
}

/** Signs in on the way to a page that asks for it. */
export async function signInAt(
  page: Page,
  server: Server,
  role: string,
  address: string,
): Promise<void> {
  const email = account(server, role);
  await page.goto(address);
  await expect(page.getByText("Cette page demande une connexion")).toBeVisible();
  await fillIn(page, email);
}

/** Links an application on `/moi/code`; its secret. */
export async function enrol(page: Page): Promise<string> {
  const secret = await page.locator(".enrolment__key code").innerText();
  await page.getByLabel("Code à six chiffres").fill(oneTimeCode(secret, Date.now()));
  await page.getByRole("button", { name: "Relier l’application" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Codes de secours");
  return secret;
}

/** RFC 6238: six digits of HMAC-SHA-1 over steps of thirty seconds. */
export function oneTimeCode(secret: string, now: number): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac("sha1", base32(secret)).update(step).digest();
  const at = mac.readUInt8(mac.length - 1) & 15;
  const number = (mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000;
  return number.toString().padStart(6, "0");
}

function base32(text: string): Buffer {
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text.replaceAll(/\s/g, "")]
    .map((sign) => signs.indexOf(sign).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Server } from "./server";

/** A building with one counter and three desks, of its own for each test. */
export interface Reception {
  site: string;
  counter: string;
  desk: (n: number) => string;
}

let count = 0;

const ALWAYS = "1 2 3 4 5 6 7,00:00,24:00";

/** Hours of one weekday alone, three days from now: closed today and tomorrow. */
export function closedForNow(): string {
  const weekday = ((new Date().getDay() + 2) % 7) + 1;
  return `${weekday},08:30,17:30`;
}

/** Declares a reception that is open at all hours of every day but public holidays, or at `open`. */
export async function declareReception(
  server: Server,
  name = "Mairie centrale",
  open = ALWAYS,
): Promise<Reception> {
  count += 1;
  const site = `accueil-essai-${process.pid}-${count}`;
  const counter = `${site}-c`;
  const desk = (n: number) => `${site}-g${n}`;
  const answer = await fetch(server.url("/api/v1/places"));
  const places = (await answer.json()) as { code: string; parent: string | null }[];
  const city = places.find((place) => place.parent === null)?.code ?? "";
  const services = "etat-civil;titres;familles;urbanisme";
  const lines = [
    "code,parent,kind,name,services",
    `${site},${city},site,${name},`,
    `${counter},${site},counter,Accueil,${services}`,
    ...[1, 2, 3].map((n) => `${desk(n)},${counter},desk,Guichet ${n},`),
  ];
  const hours = ["place,from,weekday,open,close", `${counter},2020-01-01,${open}`];
  const folder = mkdtempSync(path.join(tmpdir(), "reception-"));
  const write = (file: string, text: string[]) => {
    const full = path.join(folder, file);
    writeFileSync(full, `${text.join("\n")}\n`);
    return full;
  };
  server.command("import", "places", write("places.csv", lines));
  server.command("import", "opening-hours", write("hours.csv", hours));
  rmSync(folder, { recursive: true });
  // The running day is read anew after an import.
  await expect
    .poll(() =>
      // A kept connection may have ended while the commands ran.
      fetch(server.url(`/api/v1/sites/${site}/wait`)).then(
        (answer) => answer.status,
        () => 0,
      ),
    )
    .toBe(200);
  return { site, counter, desk };
}

/** What happened to a ticket, minutes ago. */
export interface Event {
  ticket: string;
  seq: number;
  type: string;
  ago: number;
  desk?: string;
  service?: string;
  number?: string;
}

/** Tells ticket events as a queue system would. */
export async function tell(
  request: APIRequestContext,
  key: string,
  reception: Reception,
  events: Event[],
): Promise<void> {
  const data = events.map(({ ago, ...event }) => ({
    ...event,
    ticket: `${reception.site}-${event.ticket}`,
    at: new Date(Date.now() - ago * 60_000).toISOString(),
    counter: reception.counter,
  }));
  const answer = await request.post("/api/v1/ticket-events", {
    headers: { authorization: `Bearer ${key}` },
    data,
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** A morning: two desks serve, people wait, the last call is a minute old at most. */
export function morning(reception: Reception): Event[] {
  const events: Event[] = [];
  const life = (n: number, number: string, service: string, issued: number, called: number, desk: number, closed?: number) => {
    const ticket = `t${n}`;
    events.push({ ticket, seq: 1, type: "issue", ago: issued, service, number });
    events.push({ ticket, seq: 2, type: "call", ago: called, desk: reception.desk(desk) });
    events.push({ ticket, seq: 3, type: "start", ago: called, desk: reception.desk(desk) });
    if (closed !== undefined) {
      events.push({ ticket, seq: 4, type: "close", ago: closed, desk: reception.desk(desk) });
    }
  };
  life(1, "A040", "etat-civil", 25, 14, 1, 6);
  life(2, "A041", "etat-civil", 21, 6, 1);
  life(3, "B108", "familles", 18, 4, 2);
  life(4, "C017", "titres", 16, 0.2, 3);
  for (let n = 0; n < 5; n += 1) {
    events.push({ ticket: `w${n}`, seq: 1, type: "issue", ago: 10 - n, service: "titres", number: `C0${18 + n}` });
  }
  events.push({ ticket: "e1", seq: 1, type: "issue", ago: 3, service: "etat-civil", number: "A043" });
  return events;
}

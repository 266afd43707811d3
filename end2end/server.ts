import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { binary, databaseParts, databaseUrl, demoDatabase, folder, siteRoot } from "./environment";

/** In the profile of the tests the scores of two years take seconds to load. */
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

/** A running `belvedere serve` with a copy of the demo town of its own. */
export class Server {
  private child: ChildProcess | undefined;
  private output = "";

  private constructor(
    private readonly home: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<Server> {
    const home = mkdtempSync(path.join(folder, "server-"));
    for (const part of databaseParts.filter((part) => existsSync(demoDatabase + part))) {
      copyFileSync(demoDatabase + part, path.join(home, `town.db${part}`));
    }
    const server = new Server(home, await freePort());
    await server.run();
    return server;
  }

  /** The address of a page. */
  url(page = "/"): string {
    return `http://127.0.0.1:${this.port}${page}`;
  }

  /** Ends the server as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Starts it again: same address, same database. */
  async restart(): Promise<void> {
    await this.end("SIGKILL");
    await this.run();
  }

  /** A key with which `source` may post readings. */
  key(source = "e2e"): string {
    return this.command("key", "add", "--name", source).trim();
  }

  /** Standard output of another command on the same database. */
  command(...words: string[]): string {
    return this.commandWith("", ...words);
  }

  /** The same, with something to read on standard input. */
  commandWith(input: string, ...words: string[]): string {
    const database = ["--database", databaseUrl(this.database)];
    return execFileSync(binary, [...words, ...database], { encoding: "utf8", input });
  }

  /** Stops it in good order and removes its database. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
    rmSync(this.home, { recursive: true, force: true });
  }

  private get database(): string {
    return path.join(this.home, "town.db");
  }

  private async run(): Promise<void> {
    const child = spawn(binary, ["serve", "--database", databaseUrl(this.database)], {
      env: {
        ...process.env,
        LEPTOS_SITE_ADDR: `127.0.0.1:${this.port}`,
        LEPTOS_SITE_ROOT: siteRoot,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    this.output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => (this.output += text));
    }
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await this.isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        child.kill("SIGKILL");
        throw new Error(`the server did not become ready\n${this.output}`);
      }
      await sleep(50);
    }
  }

  private async isReady(): Promise<boolean> {
    return fetch(this.url("/health/ready")).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = once(child, "exit");
    child.kill(signal);
    const limit = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
    await ended;
    clearTimeout(limit);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") {
    throw new Error("no free port");
  }
  return address.port;
}

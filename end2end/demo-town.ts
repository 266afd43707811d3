import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { binary, databaseParts, databaseUrl, demoDatabase, folder } from "./environment";

/** Builds the demo town once; again only when the executable is younger. */
export default function buildDemoTown() {
  mkdirSync(folder, { recursive: true });
  // Left behind by a run that was interrupted.
  for (const name of readdirSync(folder).filter((name) => name.startsWith("server-"))) {
    rmSync(path.join(folder, name), { recursive: true });
  }
  if (existsSync(demoDatabase) && statSync(demoDatabase).mtimeMs > statSync(binary).mtimeMs) {
    return;
  }
  const unfinished = `${demoDatabase}.new`;
  for (const part of databaseParts) {
    rmSync(unfinished + part, { force: true });
    rmSync(demoDatabase + part, { force: true });
  }
  execFileSync(binary, ["demo", "--no-serve", "--database", databaseUrl(unfinished)], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  for (const part of databaseParts.filter((part) => existsSync(unfinished + part))) {
    renameSync(unfinished + part, demoDatabase + part);
  }
}

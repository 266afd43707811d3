import path from "node:path";
import { fileURLToPath } from "node:url";

/** What `cargo xtask test` tells; the fallbacks serve `npx playwright test` by hand. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The executable of the product, built in the profile of the tests. */
export const binary = process.env.BELVEDERE ?? path.join(root, "target/debug/belvedere");

/** What it serves as files. */
export const siteRoot = process.env.LEPTOS_SITE_ROOT ?? path.join(root, "target/site");

/** Databases, and the report whose counts end the test run. */
export const folder = process.env.E2E_FOLDER ?? path.join(root, "target/e2e");

export const report = path.join(folder, "report.json");

/** The database that every server under test starts from. */
export const demoDatabase = path.join(folder, "demo.db");

/** A SQLite file is up to three files. */
export const databaseParts = ["", "-wal", "-shm"];

export const databaseUrl = (file: string) => `sqlite://${file}`;

import type { Page } from "@playwright/test";

/** What a page complained about: none is allowed unless a test announces it. */
export class Complaints {
  private readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(page: Page) {
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.found.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => this.found.push(`uncaught: ${error.message}`));
    page.on("requestfailed", (request) => {
      // A page that is left gives up its open requests, and a browser without
      // scripts says "csp" of each it does not load. A script that the policy
      // itself refuses is an error on the console.
      const reason = request.failure()?.errorText ?? "";
      if (reason !== "net::ERR_ABORTED" && reason !== "csp") {
        this.found.push(`failed: ${request.url()} ${reason}`);
      }
    });
    page.on("response", (response) => {
      if (response.status() >= 400) {
        this.found.push(`status ${response.status()}: ${response.url()}`);
      }
    });
  }

  /** Complaints that match belong to the test. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Complaints that nobody announced. */
  unexpected(): string[] {
    return this.found.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}

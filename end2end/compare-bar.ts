import type { Page } from "@playwright/test";

/** Shows what may be chosen: on a phone it stands behind one line. */
export async function openChoices(page: Page): Promise<void> {
  const line = page.locator(".compare-bar > summary");
  const isOpen = page.locator(".compare-bar[open]");
  if ((await line.isVisible()) && (await isOpen.count()) === 0) {
    await line.click();
  }
}

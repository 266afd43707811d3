import { test } from "../fixtures";
import { everyPage } from "../page-contract";

test.describe("a method", () => {
  everyPage({ from: "/theme/energie", link: /^\/methode\// });
});

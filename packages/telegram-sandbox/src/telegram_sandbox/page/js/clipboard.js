// Copying with a word about it.

import { t } from "./i18n.js";
import { notice } from "./notices.js";

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    notice(t("copied"), "good");
  } catch {
    notice(t("copyFailed"), "bad");
  }
}

import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { FileUpload } from "govuk-frontend/dist/govuk/components/file-upload/file-upload.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";

const kinds = [
  Button, ErrorSummary, FileUpload, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink,
];

/** Start every component inside `root` (itself included) that is not running yet. */
export function startComponents(root) {
  for (const Kind of kinds) {
    const selector = `[data-module="${Kind.moduleName}"]:not([data-${Kind.moduleName}-init])`;
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.push(root);
    for (const element of found) new Kind(element);
  }
}

/** How failures and results are shown: wording, hints, JSON lines, reports of defects. */
package org.trufflecasm.launcher.report;

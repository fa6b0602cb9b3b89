/**
 * Runs capsules through the polyglot API: engines for the tiers, one context for each run, failures
 * as diagnostics.
 */
package org.trufflecasm.launcher.run;

/** The policy file: what a host allows, written down. */
package org.trufflecasm.launcher.policy;

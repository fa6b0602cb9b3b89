/** Every failure a user can see: its kind, its wording, its place. */
package org.trufflecasm.error;

/** Capsules in other containers and profiles behave as they did. */
package org.trufflecasm.tck.containers;

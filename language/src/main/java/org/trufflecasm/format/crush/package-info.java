/** The Crush wing: CASM capsules in JSON, from their text to a core program. */
package org.trufflecasm.format.crush;

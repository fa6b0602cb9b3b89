/** What a program may use that embeds the language, besides the polyglot API and the providers. */
package org.trufflecasm.embed;

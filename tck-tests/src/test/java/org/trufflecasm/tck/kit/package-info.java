/**
 * What the platform's compatibility kit asks of a language: values, operators, statements, scripts.
 */
package org.trufflecasm.tck.kit;

/*
 * What the search page needs once the first results stand there. The site has
 * search-snippet.js, search-kept.js, search-offers.js, search-nearest.js and
 * search-facets.js before it in one file. page is what search.js tells of itself.
 */
var broadsheetMore = function (page) {
	"use strict";

	return { snippet: broadsheetSnippet, kept: broadsheetKept.view(page), nearest: broadsheetNearest(page), facets: broadsheetFacets(page) };
};

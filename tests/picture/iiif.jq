# What the IIIF Presentation API 3.0 requires of a Manifest
# (https://iiif.io/api/presentation/3.0/, chapters 2 to 4), as a list of faults.
# $base: what all addresses begin with.

def is_uri: type == "string" and test("^https?://[^ ]+$");
def is_text: type == "object" and length > 0 and
	all(to_entries[]; (.key | test("^([a-z]{2,3}(-[A-Za-z0-9]+)*|none)$")) and
		(.value | type == "array" and length > 0 and all(.[]; type == "string")));
def is_size: type == "number" and . > 0 and . == floor;
def fault($what): if . then empty else $what end;

def resource($type): (.id | is_uri | fault("\($type): its id is no URI")), (.type == $type | fault("\($type): its type is another"));

def image: resource("Image"), (.format == "image/webp" | fault("Image: format")), (.width | is_size | fault("Image: width")),
	(.height | is_size | fault("Image: height"));

def page_for_readers: resource("Text"), (.format == "text/html" | fault("Text: format")), (.language | type == "array" | fault("Text: language"));

def target($canvas):
	if type == "string" then . == $canvas | fault("Annotation: its target is not its canvas")
	else (.type == "SpecificResource" | fault("target: type")), (.source == $canvas | fault("target: its source is not its canvas")),
		(.selector.type == "SvgSelector" | fault("selector: type")),
		(.selector.value | test("^<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"(M[0-9]+ [0-9]+h[0-9]+v[0-9]+h-[0-9]+z)+\"/></svg>$") | fault("selector: value"))
	end;

def annotation($canvas): resource("Annotation"), (.motivation | type == "string" | fault("Annotation: motivation")), (.target | target($canvas));

def canvas:
	. as $canvas | resource("Canvas"), (.id | contains("#") | not | fault("Canvas: its id has a fragment")),
	(.label | is_text | fault("Canvas: label")), (.width | is_size | fault("Canvas: width")), (.height | is_size | fault("Canvas: height")),
	(.items | length == 1 | fault("Canvas: it has not one page of annotations")),
	(.items[] | resource("AnnotationPage"), (.items[] | annotation($canvas.id), (.motivation == "painting" | fault("painting: motivation")),
		(.body | image), (.body.width == $canvas.width and .body.height == $canvas.height | fault("painting: another size than its canvas")))),
	(.annotations // [] | .[] | resource("AnnotationPage"), (.items[] | annotation($canvas.id),
		(.motivation != "painting" | fault("annotation: it paints")),
		(.body[0] | resource("Text"), (.language | type == "string" | fault("Text: language of an annotation"))), (.body[1] | .type == "TextualBody" and (.value | type == "string") | fault("TextualBody")))),
	(.thumbnail[] | image), (.homepage[] | page_for_readers);

[
	(."@context" == "http://iiif.io/api/presentation/3/context.json" | fault("@context")),
	(keys_unsorted[0] == "@context" | fault("@context does not come first")),
	resource("Manifest"),
	(.label | is_text | fault("Manifest: label")),
	(.items | type == "array" and length > 0 | fault("Manifest: items")),
	(.items[] | canvas),
	(.rights // "http://creativecommons.org/" | test("^http://(creativecommons|rightsstatements)\\.org/") | fault("rights")),
	(.requiredStatement // {label: {en: [""]}, value: {en: [""]}} | (.label | is_text) and (.value | is_text) | fault("requiredStatement")),
	(.provider[] | resource("Agent"), (.label | is_text | fault("Agent: label")), (.homepage[] | page_for_readers)),
	(.homepage[] | page_for_readers),
	(.navDate | test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$") | fault("navDate")),
	([.. | objects | .id // empty] | all(.[]; startswith($base)) | fault("an address is not below \($base)")),
	([.items[] | .. | objects | select(.type == ("Canvas", "Annotation", "AnnotationPage")) | .id] | length > 0 and length == (unique | length) |
		fault("two things have one id"))
]

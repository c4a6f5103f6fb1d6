#include "serve/send.h"

const char *send_asked(const struct request *q, const char *header)
{
	return MHD_lookup_connection_value(q->connection, MHD_HEADER_KIND, header);
}

enum MHD_Result send_response(const struct request *q, unsigned status,
                              struct MHD_Response *response)
{
	if (!response)
		return MHD_NO;
	MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
	/* No page of another site gets at what is here by loading it as a script or picture. */
	MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
	enum MHD_Result result = MHD_queue_response(q->connection, status, response);
	MHD_destroy_response(response);
	return result;
}

struct MHD_Response *send_copy(struct view text)
{
	return MHD_create_response_from_buffer(text.len, (void *)text.data, MHD_RESPMEM_MUST_COPY);
}

enum MHD_Result send_text(const struct request *q, unsigned status, const char *type,
                          struct view text)
{
	struct MHD_Response *response = send_copy(text);
	if (response) {
		MHD_add_response_header(response, "Content-Type", type);
		MHD_add_response_header(response, "Cache-Control", "no-store");
	}
	return send_response(q, status, response);
}

enum MHD_Result send_plain(const struct request *q, unsigned status, const char *text)
{
	return send_text(q, status, "text/plain; charset=utf-8", view_of(text));
}

enum MHD_Result send_elsewhere(const struct request *q, const char *url)
{
	struct MHD_Response *response = send_copy(VIEW(""));
	if (response) {
		MHD_add_response_header(response, "Location", url);
		MHD_add_response_header(response, "Cache-Control", "no-store");
	}
	return send_response(q, MHD_HTTP_FOUND, response);
}

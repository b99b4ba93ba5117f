// What a web layer answers when something went wrong: a status and a JSON body in FastAPI's form.
// Bodies speak of the model alone: no value, no SQL, nothing that a server said.
#pragma once

#include <string>

#include <tenon/fwd.hpp>

namespace tenon {

class Error;

/// A status of HTTP (RFC 9110) and a body of type application/json.
struct HttpAnswer {
  int status = 500;
  std::string body;
};

/// 422 with `{"detail":[{"loc":["body","email"],"type":"missing","msg":"Field required"}]}`: every
/// fault, behind the step "body" unless it names another part of the request, as those of
/// <tenon/query_string.hpp> do.
HttpAnswer http_answer(const Violations& violations);

/// By the error's kind: a unique key, an exclusion or a foreign key 409, a check, a required column
/// or what a trigger refuses 422, each with violations_of() as above; bad_value 422, behind the
/// step "query" where it is about what a list was asked for (argument()), but 500 for a value that
/// stands in the database or that the statement itself made (is_stored()); not_found 404;
/// stale_write 409; conflict, timeout (also of the pool) and connection_lost 503, also where none
/// could be made or the server has no room (class 53): the request may be sent again; all others
/// 500. What has no place is a text: `{"detail":"User not found"}`.
HttpAnswer http_answer(const Error& error);

/// What a constraint found, as a report of the fields by their names in JSON; those that JSON never
/// has, and what is not certain, are the whole object. Types are "unique", "exclusion",
/// "foreign_key", "still_referenced", "check" and "not_null"; of bad_value "value_error" and
/// "greater_than_equal". Empty for errors of another kind.
Violations violations_of(const Error& error);

}  // namespace tenon

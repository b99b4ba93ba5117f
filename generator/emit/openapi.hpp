// The DTOs as an OpenAPI 3.1 document (JSON Schema 2020-12 inside): Create, Update and Read of each
// entity with the rules of the model, so that the service's description and its validation cannot
// differ.
#pragma once

#include <string>

#include "emit/json_form.hpp"
#include "model/model.hpp"

namespace tenon::emit {

/// The whole document, two spaces deep, in the model's order.
std::string openapi(const model::Model& model, const std::string& title, const JsonForm& form = {});

}  // namespace tenon::emit

#pragma once

#include <string>

#include <tenon/model.hpp>

namespace forms {

/// One member, so that only 'embed' makes it a value object.
struct Remark {
  [[tenon::unique, tenon::not_empty]] std::string remark_text;
};

}  // namespace forms

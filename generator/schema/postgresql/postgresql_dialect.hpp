// PostgreSQL (12 and later): DDL in its online form. Names are always qualified.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// `default_schema` is what "" means in DDL; introspection uses a scratch schema here.
std::unique_ptr<Dialect> make(std::string_view default_schema = "public",
                              const PlanOptions& options = {});

}  // namespace tenon::schema::postgresql

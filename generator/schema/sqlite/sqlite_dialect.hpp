// SQLite (3.37 and later): STRICT tables; what ALTER TABLE cannot do becomes a rebuild.
#pragma once

#include <memory>

#include "schema/dialect.hpp"

namespace tenon::schema::sqlite {

std::unique_ptr<Dialect> make();

}  // namespace tenon::schema::sqlite

// A plain column that becomes computed: its old values are gone with that transaction, so what its
// new ones would break is found inside it, not by the constraints that are added behind it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "schema/dialect.hpp"
#include "schema/postgresql/spelling.hpp"

namespace tenon::schema::postgresql {

/// A DO statement that fails where rows do not fit the keys and checks over the column that the
/// operations behind `at`, which makes it anew, add; "" where there are none that can be asked yet.
std::string values_test(const std::vector<AdaptedOperation>& operations, std::size_t at,
                        const AlterColumn& anew, const Spelling& spelling);

}  // namespace tenon::schema::postgresql

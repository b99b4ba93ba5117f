// `$1::bigint` is a parameter's name for SQLite, bound to NULL without an error.
#include <tenon/statement.hpp>

#ifdef BAD
constexpr tenon::Statement statement{"select * from t where id = $1::bigint"};  // there: constant expression|refuse_statement
#else
constexpr tenon::Statement statement{"select * from t where id = $1"};
#endif

const tenon::Statement* use() { return &statement; }

#include "stream.hpp"

namespace tenon::sqlite {

const Row* SqliteStream::next() { return rows_.next() ? &rows_.row() : nullptr; }

}  // namespace tenon::sqlite

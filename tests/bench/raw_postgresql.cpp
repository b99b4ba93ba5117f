// The raw contender on PostgreSQL: libpq, statements prepared once, binary parameters and results.
// create_many is a pipeline of prepared inserts: libpq writes ahead, the server works meanwhile,
// and one Sync ends it.
#include "contender.hpp"

#include <libpq-fe.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace tenon::bench {

namespace {

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Handle = std::unique_ptr<PGconn, CloseConnection>;
using Result = std::unique_ptr<PGresult, Clear>;

constexpr std::int64_t epoch = 946'684'800'000'000;  // 2000-01-01, where the server's times begin
constexpr int binary = 1;

constexpr const char* find_sql =
    "select created_at, updated_at, id, email, name, password_hash, role, bio "
    "from users where id = $1";
constexpr const char* list_sql =
    "select created_at, updated_at, id, email, name, password_hash, role, bio "
    "from users order by id limit $1";
constexpr const char* create_sql =
    "insert into users (created_at, updated_at, email, name, password_hash, role, bio) "
    "values ($1, $2, $3, $4, $5, $6, $7) returning id";
constexpr const char* copy_sql =
    "copy users (created_at, updated_at, email, name, password_hash, role, bio) "
    "from stdin (format binary)";
constexpr const char* unnest_sql =
    "insert into users (created_at, updated_at, email, name, password_hash, role, bio) "
    "select $1::timestamptz, $1::timestamptz, given.* "
    "from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as given "
    "returning id";

[[noreturn]] void fail(const PGconn* connection) {
  throw std::runtime_error(PQerrorMessage(connection));
}

std::int64_t load64(const char* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, sizeof value);
  return static_cast<std::int64_t>(__builtin_bswap64(value));
}

void store64(char* to, std::int64_t value) {
  const std::uint64_t swapped = __builtin_bswap64(static_cast<std::uint64_t>(value));
  std::memcpy(to, &swapped, sizeof swapped);
}

void append16(std::string& to, std::int16_t value) {
  const std::uint16_t swapped = __builtin_bswap16(static_cast<std::uint16_t>(value));
  to.append(reinterpret_cast<const char*>(&swapped), sizeof swapped);
}

void append32(std::string& to, std::int32_t value) {
  const std::uint32_t swapped = __builtin_bswap32(static_cast<std::uint32_t>(value));
  to.append(reinterpret_cast<const char*>(&swapped), sizeof swapped);
}

const char* text_of(blog::Role role) {
  switch (role) {
    case blog::Role::reader:
      return "reader";
    case blog::Role::author:
      return "author";
    case blog::Role::admin:
      return "admin";
  }
  throw std::runtime_error("no role");
}

blog::Role role_of(std::string_view text) {
  if (text == "reader") return blog::Role::reader;
  if (text == "author") return blog::Role::author;
  if (text == "admin") return blog::Role::admin;
  throw std::runtime_error("an unknown role");
}

std::string_view text_at(const PGresult* result, int row, int column) {
  return {PQgetvalue(result, row, column),
          static_cast<std::size_t>(PQgetlength(result, row, column))};
}

blog::User read_user(const PGresult* result, int row) {
  blog::User user{};
  user.created_at.microseconds = load64(PQgetvalue(result, row, 0)) + epoch;
  user.updated_at.microseconds = load64(PQgetvalue(result, row, 1)) + epoch;
  user.id = load64(PQgetvalue(result, row, 2));
  user.email.assign(text_at(result, row, 3));
  user.name.assign(text_at(result, row, 4));
  user.password_hash.assign(text_at(result, row, 5));
  user.role = role_of(text_at(result, row, 6));
  if (PQgetisnull(result, row, 7) == 0) user.bio.emplace(text_at(result, row, 7));
  return user;
}

blog::User new_user(const blog::UserCreate& values, Timestamp now) {
  blog::User user{};
  user.created_at = now;
  user.updated_at = now;
  user.email = *values.email;
  user.name = *values.name;
  user.password_hash = *values.password_hash;
  user.role = values.role;
  user.bio = values.bio;
  return user;
}

// The parameters of an insert, as views of the user.
struct CreateParams {
  explicit CreateParams(const blog::User& user) {
    store64(created_at.data(), user.created_at.microseconds - epoch);
    store64(updated_at.data(), user.updated_at.microseconds - epoch);
    set(2, user.email);
    set(3, user.name);
    set(4, user.password_hash);
    set(5, text_of(user.role));
    if (user.bio) set(6, *user.bio);
  }
  CreateParams(const CreateParams&) = delete;
  CreateParams& operator=(const CreateParams&) = delete;

  void set(std::size_t at, std::string_view text) {
    values[at] = text.data();
    lengths[at] = static_cast<int>(text.size());
  }

  std::array<char, 8> created_at;
  std::array<char, 8> updated_at;
  std::array<const char*, 7> values{created_at.data(), updated_at.data()};
  std::array<int, 7> lengths{8, 8};
  static constexpr std::array<int, 7> formats{1, 1, 1, 1, 1, 1, 1};
};

// A row in the binary form of COPY.
void append_row(std::string& to, const blog::UserCreate& values, Timestamp now) {
  constexpr std::int16_t columns = 7;
  append16(to, columns);
  for (int i = 0; i < 2; ++i) {
    std::array<char, 8> time;
    store64(time.data(), now.microseconds - epoch);
    append32(to, static_cast<std::int32_t>(time.size()));
    to.append(time.data(), time.size());
  }
  const auto append = [&](std::string_view text) {
    append32(to, static_cast<std::int32_t>(text.size()));
    to += text;
  };
  append(*values.email);
  append(*values.name);
  append(*values.password_hash);
  append(text_of(values.role));
  if (values.bio) {
    append(*values.bio);
  } else {
    append32(to, -1);
  }
}

// A one-dimensional text[] in the server's binary form.
class TextArray {
 public:
  explicit TextArray(std::size_t count) {
    constexpr std::int32_t dimensions = 1;
    constexpr std::int32_t has_nulls = 1;
    constexpr std::int32_t text_type = 25;
    constexpr std::int32_t lower_bound = 1;
    for (const std::int32_t head :
         {dimensions, has_nulls, text_type, static_cast<std::int32_t>(count), lower_bound}) {
      append32(bytes_, head);
    }
  }
  void add(std::string_view text) {
    append32(bytes_, static_cast<std::int32_t>(text.size()));
    bytes_ += text;
  }
  void add_null() { append32(bytes_, -1); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class RawPostgresql : public Contender {
 public:
  explicit RawPostgresql(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail(connection_.get());
    prepare("find", find_sql);
    prepare("list", list_sql);
    prepare("create", create_sql);
    prepare("unnest", unnest_sql);
  }

  void begin() override { run("begin"); }
  void rollback() override { run("rollback"); }

  std::optional<blog::User> find(std::int64_t id) override {
    const Result result = select("find", id);
    if (PQntuples(result.get()) == 0) return std::nullopt;
    return read_user(result.get(), 0);
  }

  std::vector<blog::User> list(std::int64_t limit) override {
    const Result result = select("list", limit);
    const int count = PQntuples(result.get());
    std::vector<blog::User> found;
    found.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row) found.push_back(read_user(result.get(), row));
    return found;
  }

  blog::User create(const blog::UserCreate& values) override {
    blog::User user = new_user(values, Timestamp::now());
    const CreateParams params{user};
    const Result result{PQexecPrepared(connection(), "create", 7, params.values.data(),
                                       params.lengths.data(), params.formats.data(), binary)};
    read_id(result.get(), 0, user);
    return user;
  }

  std::vector<blog::User> create_many(const std::vector<blog::UserCreate>& values) override {
    const Timestamp now = Timestamp::now();
    std::vector<blog::User> created;
    created.reserve(values.size());
    if (PQenterPipelineMode(connection()) == 0) fail(connection());
    for (const blog::UserCreate& each : values) {
      created.push_back(new_user(each, now));
      const CreateParams params{created.back()};
      if (PQsendQueryPrepared(connection(), "create", 7, params.values.data(),
                              params.lengths.data(), params.formats.data(), binary) == 0) {
        fail(connection());
      }
    }
    if (PQpipelineSync(connection()) == 0) fail(connection());
    for (blog::User& user : created) {
      const Result result{PQgetResult(connection())};
      read_id(result.get(), 0, user);
      PQgetResult(connection());  // the null that ends this statement's results
    }
    const Result end{PQgetResult(connection())};
    if (PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) fail(connection());
    if (PQexitPipelineMode(connection()) == 0) fail(connection());
    return created;
  }

  std::int64_t bulk_load(const std::vector<blog::UserCreate>& values) override {
    constexpr std::size_t piece = 64 * 1024;
    constexpr std::string_view head{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
    const Timestamp now = Timestamp::now();
    const Result start{PQexec(connection(), copy_sql)};
    if (PQresultStatus(start.get()) != PGRES_COPY_IN) fail(connection());
    std::string bytes{head};
    const auto send = [&] {
      if (PQputCopyData(connection(), bytes.data(), static_cast<int>(bytes.size())) != 1)
        fail(connection());
      bytes.clear();
    };
    for (const blog::UserCreate& each : values) {
      append_row(bytes, each, now);
      if (bytes.size() >= piece) send();
    }
    append16(bytes, -1);
    send();
    if (PQputCopyEnd(connection(), nullptr) != 1) fail(connection());
    const Result end{PQgetResult(connection())};
    if (PQresultStatus(end.get()) != PGRES_COMMAND_OK) fail(connection());
    const std::int64_t count = std::atoll(PQcmdTuples(end.get()));
    PQgetResult(connection());  // the null that ends the results
    return count;
  }

  void run(const char* sql) const {
    const Result result{PQexec(connection(), sql)};
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail(connection());
  }

 protected:
  PGconn* connection() const { return connection_.get(); }

  void read_id(const PGresult* result, int row, blog::User& user) const {
    if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) <= row) fail(connection());
    user.id = load64(PQgetvalue(result, row, 0));
  }

 private:
  void prepare(const char* name, const char* sql) const {
    const Result result{PQprepare(connection(), name, sql, 0, nullptr)};
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail(connection());
  }

  Result select(const char* name, std::int64_t parameter) const {
    std::array<char, 8> bytes;
    store64(bytes.data(), parameter);
    const char* const value = bytes.data();
    const int length = 8;
    const int format = binary;
    Result result{PQexecPrepared(connection(), name, 1, &value, &length, &format, binary)};
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) fail(connection());
    return result;
  }

  Handle connection_;
};

class RawPostgresqlUnnest final : public RawPostgresql {
 public:
  using RawPostgresql::RawPostgresql;

  std::vector<blog::User> create_many(const std::vector<blog::UserCreate>& values) override {
    const Timestamp now = Timestamp::now();
    std::vector<blog::User> created;
    created.reserve(values.size());
    std::vector<TextArray> columns(5, TextArray{values.size()});
    for (const blog::UserCreate& each : values) {
      created.push_back(new_user(each, now));
      const blog::User& user = created.back();
      columns[0].add(user.email);
      columns[1].add(user.name);
      columns[2].add(user.password_hash);
      columns[3].add(text_of(user.role));
      if (user.bio) {
        columns[4].add(*user.bio);
      } else {
        columns[4].add_null();
      }
    }
    std::array<char, 8> time;
    store64(time.data(), now.microseconds - epoch);
    std::array<const char*, 6> data{time.data()};
    std::array<int, 6> lengths{8};
    constexpr std::array<int, 6> formats{1, 1, 1, 1, 1, 1};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      data[i + 1] = columns[i].bytes().data();
      lengths[i + 1] = static_cast<int>(columns[i].bytes().size());
    }
    const Result result{PQexecPrepared(connection(), "unnest", 6, data.data(), lengths.data(),
                                       formats.data(), binary)};
    int row = 0;
    for (blog::User& user : created) read_id(result.get(), row++, user);
    return created;
  }
};

}  // namespace

std::unique_ptr<Contender> make_raw_postgresql(const std::string& url) {
  return std::make_unique<RawPostgresql>(url);
}

std::unique_ptr<Contender> make_raw_postgresql_unnest(const std::string& url) {
  return std::make_unique<RawPostgresqlUnnest>(url);
}

void run_script_postgresql(const std::string& url, const std::string& sql) {
  const Handle connection{PQconnectdb(url.c_str())};
  const Result result{PQexec(connection.get(), sql.c_str())};
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail(connection.get());
}

}  // namespace tenon::bench

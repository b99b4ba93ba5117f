#include <tenon/uuid.hpp>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <tenon/timestamp.hpp>

namespace tenon {
namespace {

TEST(Uuid, WritesLowerCase) {
  const Uuid uuid{{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76,
                   0x54, 0x32, 0x10}};
  EXPECT_EQ(to_string(uuid), "01234567-89ab-cdef-fedc-ba9876543210");
  EXPECT_EQ(to_string(Uuid{}), "00000000-0000-0000-0000-000000000000");
}

TEST(Uuid, ReadsBothCases) {
  const std::optional<Uuid> lower = parse_uuid("01234567-89ab-cdef-fedc-ba9876543210");
  ASSERT_TRUE(lower);
  EXPECT_EQ(to_string(*lower), "01234567-89ab-cdef-fedc-ba9876543210");
  EXPECT_EQ(parse_uuid("01234567-89AB-CDEF-FEDC-BA9876543210"), lower);
}

TEST(Uuid, RefusesOtherForms) {
  for (const char* text :
       {"", "0123456789abcdeffedcba9876543210", "{01234567-89ab-cdef-fedc-ba9876543210}",
        "urn:uuid:01234567-89ab-cdef-fedc-ba9876543210", "01234567-89ab-cdef-fedc-ba987654321",
        "01234567-89ab-cdef-fedc-ba98765432100", "01234567-89ab-cdef-fedc-ba987654321g",
        "0123456789ab--cdef-fedc-ba9876543210", "01234567_89ab_cdef_fedc_ba9876543210",
        " 01234567-89ab-cdef-fedc-ba987654321"}) {
    EXPECT_EQ(parse_uuid(text), std::nullopt) << text;
  }
}

TEST(Uuid, OrdersByBytes) {
  EXPECT_LT(Uuid{}, parse_uuid("00000000-0000-0000-0000-000000000001"));
  EXPECT_LT(parse_uuid("7fffffff-ffff-ffff-ffff-ffffffffffff"),
            parse_uuid("80000000-0000-0000-0000-000000000000"));
}

TEST(UuidV7, CarriesVersionVariantAndTime) {
  const std::int64_t before = Timestamp::now().microseconds / 1000;
  const Uuid uuid = uuid_v7();
  const std::int64_t after = Timestamp::now().microseconds / 1000;
  EXPECT_EQ(uuid.bytes[6] >> 4, 7);
  EXPECT_EQ(uuid.bytes[8] >> 6, 2);
  std::int64_t milliseconds = 0;
  for (int i = 0; i < 6; ++i) milliseconds = milliseconds << 8 | uuid.bytes[i];
  EXPECT_GE(milliseconds, before);
  EXPECT_LE(milliseconds, after + 1);
}

TEST(UuidV7, AscendsInOneThread) {
  // More in a row than the 12 bits of its counter.
  Uuid last = uuid_v7();
  for (int i = 0; i < 20'000; ++i) {
    const Uuid next = uuid_v7();
    ASSERT_LT(last, next) << i;
    last = next;
  }
}

TEST(UuidV7, IsUniqueAndAscendingInManyThreads) {
  std::vector<std::vector<Uuid>> made(4);
  std::vector<std::thread> threads;
  for (std::vector<Uuid>& mine : made) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 5'000; ++i) mine.push_back(uuid_v7());
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<Uuid> all;
  for (const std::vector<Uuid>& mine : made) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(all.size(), 20'000U);
}

TEST(UuidV7, ItsRandomBitsVary) {
  std::set<std::uint8_t> seen;
  for (int i = 0; i < 1'000; ++i) seen.insert(uuid_v7().bytes[15]);
  EXPECT_GT(seen.size(), 200U);
}

}  // namespace
}  // namespace tenon

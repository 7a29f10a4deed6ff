using Altogic.Reactive.Database;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

/// <summary>The database calls of the official client as ours.</summary>
internal static class DbWireCalls
{
    private const string Id = "63a000000000000000000001";
    private const string NeedsFilter = "Without a filter the server refuses to change anything; we say so before sending (db-query §12).";
    private const string NeedsArgument = "A required argument is missing; it is refused before sending (db-query §12).";

    /// <summary>Examples whose call cannot be written in C#, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Without = new Dictionary<string, string>
    {
        ["db.model.limit/nan"] = "A limit is an int, and no int is NaN.",
        ["db.object.get/unknown-option"] = "Options have a type, so there are no unknown ones.",
    };

    public static readonly IReadOnlyDictionary<string, DbWireCall> Table = new Dictionary<string, DbWireCall>
    {
        ["db.getStats/plain"] = DbWireCall.Info(db => db.GetStats()),
        ["db.getStats/error"] = DbWireCall.Info(db => db.GetStats()),
        ["db.model.filter/plain"] = DbWireCall.List(db => Products(db).Filter("price > 10 && inStock == true").Get()),
        ["db.model.filter/quotes-and-unicode"] = DbWireCall.List(
            db => Products(db).Filter("name == \"Gadgét \\\" ✓\" || INCLUDES(tags, 'a+b&c=d%41')").Get()),
        ["db.model.lookup/plain"] = DbWireCall.List(db => Products(db).Lookup("category").Get()),
        ["db.model.lookup/complex"] = DbWireCall.List(db => Products(db).Lookup("orders", "orders", "this._id == lookup.productId").Get()),
        ["db.model.lookup/array-argument"] = DbWireCall.List(db => Products(db).Lookup("a").Lookup("b").Get()) with
        {
            Why = "JavaScript puts a list into the list, which no server understands; we send the lookups themselves.",
            Instead = [("query.lookups", """[{"field":"a"},{"field":"b"}]""")],
        },
        ["db.model.page/plain"] = DbWireCall.List(db => Products(db).PageNumber(2).Get()),
        ["db.model.limit/plain"] = DbWireCall.List(db => Products(db).Limit(25).Get()),
        ["db.model.limit/with-page"] = DbWireCall.List(db => Products(db).PageNumber(3).Limit(100).Get()),
        ["db.model.sort/plain"] = DbWireCall.List(db => Products(db).Sort("price", SortDirection.Descending).Get()),
        ["db.model.sort/several-keep-order"] = DbWireCall.List(
            db => Products(db).Sort("b", SortDirection.Ascending).Sort("a", SortDirection.Descending).Sort("c.d").Get()),
        ["db.model.omit/plain"] = DbWireCall.List(db => Products(db).Omit("secret").Get()),
        ["db.model.omit/no-arguments"] = DbWireCall.List(db => Products(db).Omit(Array.Empty<string>()).Get()),
        ["db.model.omit/array-argument"] = DbWireCall.List(db => Products(db).Omit("a", "b").Get()) with
        {
            Why = "JavaScript puts a list into the list, which no server understands; we send the names themselves.",
            Instead = [("query.omit", """["a","b"]""")],
        },
        ["db.model.group/plain"] = DbWireCall.List(db => Products(db).Group("YEAR(createdAt)").Get()),
        ["db.model.group/fields"] = DbWireCall.List(db => Products(db).Group("category", "brand.name").Get()),
        ["db.model.group/empty-array"] = DbWireCall.Refused(NeedsArgument, db => Products(db).Group(Array.Empty<string>())),
        ["db.model.get/plain"] = DbWireCall.List(db => Products(db).Get()),
        ["db.model.get/everything"] = DbWireCall.Counted(db => Products(db).Filter("price > 10").Lookup("category").Lookup("o", "orders", "a == b")
            .PageNumber(2).Limit(20).Sort("price", SortDirection.Descending).Sort("name").Omit("secret", "cost").Group(["brand"]).GetWithCountInfo()),
        ["db.model.get/everything-other-order"] = DbWireCall.Counted(db => Products(db).Group(["brand"]).Omit("secret", "cost")
            .Sort("price", SortDirection.Descending).Limit(20).PageNumber(2).Lookup("category").Filter("price > 10").GetWithCountInfo()),
        ["db.model.get/sub-model-name"] = DbWireCall.List(db => db.Model("users.addresses").Get()),
        ["db.model.get/unicode-model-name"] = DbWireCall.List(db => db.Model("ürünler & co").Get()),
        ["db.model.get/no-content"] = DbWireCall.List(db => Products(db).Get()) with { Why = "No list is an empty list.", Data = "[]" },
        ["db.model.get/error-list"] = DbWireCall.List(db => Products(db).Get()),
        ["db.model.create/plain"] = DbWireCall.One(db => Products(db).Create(new { name = "Widget", price = 12.5 })),
        ["db.model.create/array"] = DbWireCall.List(db => Products(db).CreateMany([new { name = "a" }, new { name = "b" }])),
        ["db.model.create/null"] = DbWireCall.Refused(NeedsArgument, db => Products(db).Create((object)null!)),
        ["db.model.create/special-characters"] = DbWireCall.One(db => Products(db).Create(new Dictionary<string, object>
        {
            ["text"] = "a+b&c=d %41?#é 漢 😀\"'\\/",
            ["kéy & +"] = "\u0000\u2028😀",
            ["html"] = "<script>'x'</script>",
        })),
        ["db.model.set/plain"] = DbWireCall.One(db => db.Model("users.address").Set(new { city = "İzmir" }, "parent-1")),
        ["db.model.set/no-parent"] = DbWireCall.Refused(NeedsArgument, db => db.Model("users.address").Set(new { city = "İzmir" }, null!)),
        ["db.model.append/plain"] = DbWireCall.One(db => db.Model("users.phones").Append(new { no = 1 }, "parent-1")),
        ["db.model.compute/plain"] = DbWireCall.Rows(db => Products(db).Compute(GroupComputation.Sum("total", "this.price"))) with
        {
            Why = "One row that comes without a list is a list of one row.",
            Data = """[{"total":7.5}]""",
        },
        ["db.model.compute/group-expression"] = DbWireCall.Rows(
            db => Products(db).Group("MONTH(createdAt)").Compute(GroupComputation.Max("hi", "price"))),
        ["db.model.getSingle/plain"] = DbWireCall.One(db => Products(db).GetSingle()),
        ["db.model.getRandom/plain"] = DbWireCall.List(db => Products(db).GetRandom(3)),
        ["db.model.update/plain"] = DbWireCall.Info(db => Products(db).Filter("price > 10").Update(new { price = 1 })),
        ["db.model.update/nested"] = DbWireCall.Info(db => Products(db).Filter("price > 10").Sort("price").PageNumber(1).Limit(10).Update(new
        {
            a = new { b = new object[] { 1, new { c = (object?)null } } },
            when = DateTimeOffset.UnixEpoch.UtcDateTime,
        })),
        ["db.model.update/null"] = DbWireCall.Refused(NeedsFilter, db => Products(db).Update(null!)),
        ["db.model.updateFields/plain"] = Unfiltered(FieldUpdate.Increment("price", 2)),
        ["db.model.updateFields/decrement"] = Unfiltered(FieldUpdate.Decrement("f", 1.5)),
        ["db.model.updateFields/multiply"] = Unfiltered(FieldUpdate.Multiply("f", 1.5)),
        ["db.model.updateFields/shift"] = Unfiltered(FieldUpdate.Shift("f")) with
        {
            Why = NeedsFilter + " shift takes no value (rest §6.3).",
            Instead = [("query.expression", "\"true\""), ("updates[0].value", null)],
        },
        ["db.model.updateFields/undefined"] = DbWireCall.Refused(NeedsArgument, db => Products(db).Filter("true").UpdateFields()),
        ["db.model.delete/plain"] = DbWireCall.Info(db => Products(db).Filter("_id == '1'").Delete()),
        ["db.model.searchText/plain"] = DbWireCall.List(db => Products(db).SearchText("red widget")),
        ["db.model.searchText/count-info"] = DbWireCall.Counted(
            db => Products(db).Filter("price > 10").Sort("price").PageNumber(1).Limit(10).SearchTextWithCountInfo("red")),
        ["db.model.searchFuzzy/plain"] = DbWireCall.List(db => Products(db).SearchFuzzy("name", "widgt")),
        ["db.object.get/plain"] = DbWireCall.One(db => Product(db).Get()),
        ["db.object.get/simple-lookups"] = DbWireCall.One(db => Product(db).Get([Lookup.Field("category"), Lookup.Field("brand")])),
        ["db.object.get/null-first"] = DbWireCall.One(db => Product(db).Get(lookups: null)),
        ["db.object.get/undefined-then-options"] = DbWireCall.One(db => Product(db).Get(null, new GetOptions { Cache = CacheOption.OneDay })),
        ["db.object.get/options-then-options"] = DbWireCall.One(db => Product(db).Get(new GetOptions { Cache = CacheOption.OneMinute })),
        ["db.object.get/no-id"] = DbWireCall.Refused(NeedsArgument, db => Products(db).Object().Get()),
        ["db.object.create/plain"] = DbWireCall.One(db => Products(db).Object().Create(new { name = "Widget" })),
        ["db.object.create/return-top"] = DbWireCall.One(
            db => Products(db).Object().Create(new { name = "Widget" }, new WriteOptions { ReturnTop = true })),
        ["db.object.create/nested-and-dates"] = DbWireCall.One(db => Products(db).Object().Create(new JObject
        {
            ["at"] = new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            ["a"] = new JObject { ["b"] = new JObject { ["c"] = new JArray(new JObject { ["d"] = null }) } },
        })),
        ["db.object.create/null-options"] = DbWireCall.One(db => Products(db).Object().Create(new { a = 1 }, null)),
        ["db.object.set/plain"] = DbWireCall.One(db => db.Model("users.address").Object().Set(new { city = "x" }, "parent-1")),
        ["db.object.set/with-id"] = DbWireCall.One(db => Product(db).Set(new { city = "x" }, "parent-1")),
        ["db.object.append/plain"] = DbWireCall.One(db => db.Model("users.phones").Object().Append(new { no = 1 }, "parent-1")),
        ["db.object.append/options"] = DbWireCall.One(
            db => db.Model("users.phones").Object().Append(new { no = 1 }, "parent-1", new WriteOptions { ReturnTop = true })),
        ["db.object.delete/plain"] = DbWireCall.One(db => Product(db).Delete()),
        ["db.object.delete/null-options"] = DbWireCall.One(db => Product(db).Delete(null)),
        ["db.object.update/plain"] = DbWireCall.One(db => Product(db).Update(new { price = 2 })),
        ["db.object.update/undefined-field"] = DbWireCall.One(db => Product(db).Update(new { b = (object?)null })),
        ["db.object.updateFields/plain"] = DbWireCall.One(db => Product(db).UpdateFields(FieldUpdate.Set("price", 3))),
        ["db.object.updateFields/undefined"] = DbWireCall.Refused(NeedsArgument, db => Product(db).UpdateFields()),
    };

    private static QueryBuilder<JObject> Products(DatabaseManager db) => db.Model("products");

    private static DatabaseObject<JObject> Product(DatabaseManager db) => Products(db).Object(Id);

    private static DbWireCall Unfiltered(FieldUpdate update) => DbWireCall.Info(db => Products(db).Where(_ => true).UpdateFields(update)) with
    {
        Why = NeedsFilter,
        Instead = [("query.expression", "\"true\"")],
    };
}

using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Tests.Backend.Database.Models;

internal sealed class ModelRegistryTests
{
    private static readonly AppDefinition App = new()
    {
        Models = new Dictionary<string, ModelDefinition>
        {
            ["company"] = Model(("department", Object(("address", List(("city", Text)))))),
            ["users"] = Model(("nickname", Text), ("password", Text)),
        },
    };

    private static FieldDefinition Text => new() { Type = FieldType.Text };

    [Test]
    public void Resolve_SubModel_NamesTheWay()
    {
        var model = new ModelRegistry(App).Resolve("Company.Department.address");

        Assert.That(model.Name, Is.EqualTo("company.department.address"));
        Assert.That(model.Kind, Is.EqualTo(ModelKind.ObjectList));
        Assert.That(model.Steps, Is.EqualTo(new[] { new ModelStep("department", ModelKind.Object), new ModelStep("address", ModelKind.ObjectList) }));
        Assert.That(model.Fields!.Keys, Is.EqualTo(new[] { "city" }));
    }

    [TestCase("nothing")]
    [TestCase("company.nothing")]
    [TestCase("company.department.address.city")]
    [TestCase("users.password")]
    [TestCase("users.accessGroupKeys")]
    public void Resolve_Unknown_IsNotFound(string name) => Assert.That(
        () => new ModelRegistry(App).Resolve(name), Throws.TypeOf<ApiException>().With.Property("Status").EqualTo(404));

    [TestCase("a b")]
    [TestCase("a\"b")]
    [TestCase("a.")]
    [TestCase(".a")]
    [TestCase("a;drop")]
    [TestCase("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Resolve_WhatIsNoName_IsRefused(string name) => Assert.That(
        () => new ModelRegistry(new AppDefinition()).Resolve(name), Throws.TypeOf<ApiException>().With.Property("Status").EqualTo(400));

    [Test]
    public void Users_AlwaysExist_AndTakeTheAppsFields()
    {
        var declared = new ModelRegistry(App).Resolve("users");
        var open = new ModelRegistry(new AppDefinition()).Resolve("users");

        Assert.That(declared.Schema.Fields, Does.ContainKey("nickname").And.ContainKey("email"));
        Assert.That(declared.Schema.Fields["email"].Definition.Unique, Is.True);
        Assert.That((declared.Schema.IsOpen, open.Schema.IsOpen), Is.EqualTo((false, true)));
        Assert.That(declared.Schema.Fields, Does.Not.ContainKey("password"), "kept elsewhere, whatever the app says");
        Assert.That(() => new ModelRegistry(new AppDefinition()).Resolve("users.Password"), Throws.TypeOf<ApiException>());
    }

    [Test]
    public void SchemaLess_BesideModels_ChecksTheNamedOnes()
    {
        var registry = new ModelRegistry(App with { SchemaLess = true });

        Assert.That(registry.Resolve("company").Schema.IsOpen, Is.False);
        Assert.That(registry.Resolve("other").Schema.IsOpen, Is.True);
        Assert.That(registry.Resolve("other.inner").Kind, Is.EqualTo(ModelKind.ByData));
    }

    [Test]
    public void Fields_ThatDifferInCaseOnly_AreAStartError() => Assert.That(
        () => new ModelRegistry(new AppDefinition { Models = new Dictionary<string, ModelDefinition> { ["m"] = Model(("a", Text), ("A", Text)) } }),
        Throws.TypeOf<BackendStartException>().With.Message.Contains("case"));

    [Test]
    public void Defaults_InACircle_AreAStartError()
    {
        var app = new AppDefinition
        {
            Models = new Dictionary<string, ModelDefinition>
            {
                ["m"] = Model(("a", Text with { Default = "b + 'x'" }), ("b", Text with { Default = "this.c" }), ("c", Text with { Default = "m.a" })),
            },
        };

        Assert.That(() => new ModelRegistry(app), Throws.TypeOf<BackendStartException>().With.Message.Contains("a → b → c → a"));
    }

    [TestCase("1 +", null)]
    [TestCase(null, "NOSUCH(1)")]
    public void Expressions_ThatDoNotParse_AreAStartError(string? @default, string? rule)
    {
        var field = Text with { Default = @default, Rules = rule is null ? [] : [new RuleDefinition { Rule = rule }] };

        Assert.That(
            () => new ModelRegistry(new AppDefinition { Models = new Dictionary<string, ModelDefinition> { ["m"] = Model(("a", field)) } }),
            Throws.TypeOf<BackendStartException>().With.Message.Contains("'a'"));
    }

    private static ModelDefinition Model(params (string Name, FieldDefinition Field)[] fields) => new() { Fields = Fields(fields) };

    private static FieldDefinition Object(params (string Name, FieldDefinition Field)[] fields) => new() { Type = FieldType.Object, Fields = Fields(fields) };

    private static FieldDefinition List(params (string Name, FieldDefinition Field)[] fields) => new() { Type = FieldType.ObjectList, Fields = Fields(fields) };

    private static Dictionary<string, FieldDefinition> Fields((string Name, FieldDefinition Field)[] fields) => fields.ToDictionary(field => field.Name, field => field.Field);
}

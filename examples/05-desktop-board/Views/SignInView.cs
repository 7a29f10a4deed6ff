using System.Drawing;
using System.Reactive.Linq;
using System.Windows.Forms;
using Altogic.Reactive.Examples.DesktopBoard.Controls;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Views;

/// <summary>Sign in, or sign up with the same fields and a name.</summary>
internal sealed class SignInView : Page
{
    private const int Inset = 4 * Theme.Unit;
    private readonly SignInViewModel _model;
    private readonly Stack _form = new(Orientation.Vertical, Inset) { BackColor = Theme.Surface };
    private readonly Field _name = new("name", "Your name") { IsShown = false };
    private readonly Field _email = new("email", "E-mail");
    private readonly Field _password = new("password", "Password", isSecret: true);
    private readonly FlatButton _submit = new("submit", "&Sign in", isMain: true);
    private readonly FlatButton _switch = new("switch", "");
    private readonly Caption _error = new("error", "", Theme.Small, Theme.Error);
    private bool _isSignUp;

    public SignInView(SignInViewModel model)
    {
        _model = model;
        _form.With(new Caption("title", "Task board", Theme.Title, Theme.Text), Inset)
            .With(new Caption("subtitle", "Plan together, wherever you are.", Theme.Normal, Theme.Quiet), 3 * Theme.Unit)
            .With(_name.OnEnter(_ => Submit()), Theme.FieldHeight)
            .With(_email.OnEnter(_ => Submit()), Theme.FieldHeight)
            .With(_password.OnEnter(_ => Submit()), Theme.FieldHeight)
            .With(_error, Inset)
            .With(_submit, Theme.FieldHeight)
            .With(_switch, Theme.FieldHeight);
        Controls.Add(_form);
        _submit.Click += (_, _) => Submit();
        _switch.Click += (_, _) => Switch(!_isSignUp);
        Switch(isSignUp: false);
        Bindings.Add(model.Error.Bind(error => _error.Text = error));
        Bindings.Add(model.SignIn.ExecutingChanges.CombineLatest(model.SignUp.ExecutingChanges, (a, b) => a || b).Subscribe(isBusy => _submit.Enabled = !isBusy));
    }

    protected override void OnLayout(LayoutEventArgs e)
    {
        base.OnLayout(e);
        var size = new Size(360, _isSignUp ? 368 : 328);
        _form.Bounds = new Rectangle((Width - size.Width) / 2, Math.Max(0, (Height - size.Height) / 2), size.Width, size.Height);
    }

    private void Switch(bool isSignUp)
    {
        _isSignUp = isSignUp;
        _name.IsShown = isSignUp;
        _submit.Text = isSignUp ? "Create &account" : "&Sign in";
        _switch.Text = isSignUp ? "I &have an account" : "&New here? Create an account";
        PerformLayout();
        ActiveControl = isSignUp ? _name.Box : _email.Box;
    }

    private void Submit()
    {
        var command = _isSignUp ? _model.SignUp : _model.SignIn;
        command.Run(new Credentials(_email.Box.Text, _password.Box.Text, _name.Box.Text));
    }
}

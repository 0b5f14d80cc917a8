-- Everybody could execute it, as everybody can any function that nobody was kept from. Those who fold names have it by name.
revoke execute on function public.fold_name(text) from public;
